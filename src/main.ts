import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { runServer } from "./run-server.ts";

// Under load V8 takes an operation's records for long-lived and makes them among the old objects, where
// they and all that hangs on them stay until a major collection (docs/performance.md).
setFlagsFromString("--no-allocation-site-pretenuring");

await runServer(async () => {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const app = await createApp(readConfig(process.env));
  process.stdout.write(`GraphQL is served at ${app.url}\n`);
  return app;
});
