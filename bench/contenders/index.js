import { fileURLToPath } from "node:url";
import { TOKENS_FILE } from "./caller.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = (...names) => names.map((name) => here(`../node_modules/${name}/package.json`));

const THIS_SERVER = {
  packages: [here("../../package.json")],
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
  "Apollo tutorial": {
    packages: packages("@apollo/server", "@apollo/datasource-rest"),
    script: here("apollo-tutorial.js"),
  },
  "graphql-yoga + dataloader": {
    packages: packages("graphql-yoga", "dataloader"),
    script: here("yoga-dataloader.js"),
  },
  "mercurius + JIT": {
    packages: packages("mercurius", "graphql-jit", "fastify"),
    script: here("mercurius-jit.js"),
  },
  "Hive Gateway + OpenAPI + JIT": {
    packages: packages(
      "@graphql-hive/gateway-runtime",
      "@omnigraph/openapi",
      "@graphql-mesh/transport-rest",
      "@graphql-mesh/plugin-jit",
    ),
    script: here("hive/gateway.js"),
  },
  "bare REST client": {
    packages: packages("undici"),
    script: here("bare-rest.js"),
    isClient: true,
  },
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
