import { existsSync } from "node:fs";
import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { onSignal } from "./signals.ts";

if (existsSync(".env")) process.loadEnvFile(".env");

try {
  const app = await createApp(readConfig(process.env));
  process.stdout.write(`GraphQL is served at ${app.url}\n`);
  onSignal(() => app.stop());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`The server cannot start:\n  ${error.faults.join("\n  ")}\n`);
  process.exitCode = 1;
}
