import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { onSignal } from "./signals.ts";

// Under load V8 takes an operation's records for long-lived and makes them among the old objects, where
// they and all that hangs on them stay until a major collection: without this, a model of 20 versions
// (W2 of the bench) costs a third more processor time.
setFlagsFromString("--no-allocation-site-pretenuring");

if (existsSync(".env")) process.loadEnvFile(".env");

try {
  const app = await createApp(readConfig(process.env));
  onSignal(() => app.stop());
  process.stdout.write(`GraphQL is served at ${app.url}\n`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`The server cannot start:\n  ${error.faults.join("\n  ")}\n`);
  process.exitCode = 1;
}
