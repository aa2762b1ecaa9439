import { fileURLToPath } from "node:url";
import { TOKENS_FILE } from "./caller.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const THIS_SERVER = {
  script: here("../../dist/main.js"),
  env: (upstream) => ({
    QIANFAN_ACCESS_KEY: "bench",
    QIANFAN_SECRET_KEY: "bench",
    QIANFAN_CONSOLE_API_BASE_URL: upstream,
    PORT: "0",
    TOKENS_FILE,
    FINALS_MAX_ENTRIES: "0",
  }),
};

/** Who takes part: the first is what the others are measured in multiples of. */
export const CONTENDERS = {
  "Apollo tutorial": { script: here("apollo-tutorial.js") },
  "graphql-yoga + dataloader": { script: here("yoga-dataloader.js") },
  "mercurius + JIT": { script: here("mercurius-jit.js") },
  "Hive Gateway + OpenAPI + JIT": { script: here("hive/gateway.js") },
  "bare REST client": { script: here("bare-rest.js"), isClient: true },
  "this server": THIS_SERVER,
  "this server (final objects kept)": {
    ...THIS_SERVER,
    env: (upstream) => ({ ...THIS_SERVER.env(upstream), FINALS_MAX_ENTRIES: "10000" }),
    isExtra: true,
  },
  "this server (graphql-js)": {
    ...THIS_SERVER,
    env: (upstream) => ({ ...THIS_SERVER.env(upstream), EXECUTOR: "graphql-js" }),
    isExtra: true,
  },
};
