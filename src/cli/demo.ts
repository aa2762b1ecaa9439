import { parseArgs } from "node:util";
import { createApp } from "../app.ts";
import { readConfig } from "../config/index.ts";
import { DEMO_ACCOUNT, MovingEvaluation, startEmulator } from "../emulator/index.ts";
import { textPage, watchPage } from "../server/pages.ts";
import { runServer } from "./run-server.ts";

const { values } = parseArgs({ options: { faults: { type: "boolean", default: false } } });

await runServer(async () => {
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
  const moving = new MovingEvaluation(emulator.registry());
  const running = textPage(() => moving.current().evalIdStr);
  const pages = new Map([...watchPage(), ["/running", running] as const]);
  const app = await createApp(config, undefined, { pages });
  return {
    log: app.log,
    announce: () => void process.stdout.write(welcome(app.url, emulator.url)),
    async stop() {
      await app.stop();
      await emulator.close();
    },
  };
});

function welcome(url: string, qianfan: string): string {
  return `
GraphQL:  ${url} (open it in a browser for the playground)
A page:   ${new URL("/watch", url)} (watch an evaluation run)
An id:    ${new URL("/running", url)} (of an evaluation that begins now, to subscribe to)
Qianfan:  ${qianfan} (an emulator with made-up data; nothing leaves this machine)${values.faults ? `\nFaults:   ${qianfan}/__faults (docs/emulator-faults.md)` : ""}

A query to paste:

  { model(id: "am-4kq9trv2xw7b") { name versions { version state framework } } }

Ctrl+C stops both.
`;
}
