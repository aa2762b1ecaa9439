import { parseArgs } from "node:util";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { DEMO_ACCOUNT, startEmulator } from "./emulator/index.ts";
import { watchPage } from "./http/pages.ts";
import { onSignal } from "./signals.ts";

const { values } = parseArgs({ options: { faults: { type: "boolean", default: false } } });

const emulator = await startEmulator({ faults: values.faults });
const config = readConfig({
  LOG_LEVEL: "warn",
  // Anyone may have the made-up data.
  AUTH: "none",
  ...process.env,
  QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
  QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
  QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
});
const app = await createApp(config, undefined, { pages: watchPage() });

process.stdout.write(`
GraphQL:  ${app.url} (open it in a browser for the playground)
A page:   ${new URL("/watch", app.url)} (watch an evaluation run)
Qianfan:  ${emulator.url} (an emulator with made-up data; nothing leaves this machine)${values.faults ? `\nFaults:   ${emulator.url}/__faults (docs/emulator-faults.md)` : ""}

A query to paste:

  { model(id: "am-4kq9trv2xw7b") { name versions { version state framework } } }

Ctrl+C stops both.
`);

onSignal(async () => {
  await app.stop();
  await emulator.close();
});
