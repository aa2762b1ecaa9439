import { setFlagsFromString } from "node:v8";
import { createApp } from "./app.ts";
import { runServer } from "./cli/run-server.ts";
import { loadEnvFile } from "./config/env-file.ts";
import { misspeltSettings, readConfig } from "./config/index.ts";

// Under load V8 takes an operation's records for long-lived and makes them among the old objects, where
// they and all that hangs on them stay until a major collection: without this, a model of 20 versions
// (W2 of the bench) costs a third more processor time.
setFlagsFromString("--no-allocation-site-pretenuring");

await runServer(async () => {
  loadEnvFile(process.env);
  const app = await createApp(readConfig(process.env));
  return {
    ...app,
    announce() {
      process.stdout.write(`GraphQL is served at ${app.url}\n`);
      for (const line of misspeltSettings(process.env)) app.log.warn(line);
    },
  };
});
