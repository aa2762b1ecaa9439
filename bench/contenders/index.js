import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { TOKENS_FILE } from "./caller.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = (...names) => names.map((name) => here(`../node_modules/${name}/package.json`));

// As `npm start` starts it.
const { scripts } = JSON.parse(readFileSync(here("../../package.json"), "utf8"));
const started = scripts.start
  .split(" ")
  .slice(1)
  .map((arg) => (arg.startsWith("-") ? arg : here(`../../${arg}`)));

const THIS_SERVER = {
  packages: [here("../../package.json")],
  args: started,
  env: (upstream) => ({
    QIANFAN_ACCESS_KEY: "bench",
    QIANFAN_SECRET_KEY: "bench",
    QIANFAN_CONSOLE_API_BASE_URL: upstream,
    PORT: "0",
    TOKENS_FILE,
    FINALS_MAX_ENTRIES: "0",
    // One caller holds all subscriptions of the load.
    SUBSCRIPTIONS_MAX_PER_CALLER: "10000",
  }),
};

/** Who takes part: the first is what the others are measured in multiples of. */
export const CONTENDERS = {
  "Apollo tutorial": {
    packages: packages("@apollo/server", "@apollo/datasource-rest"),
    args: [here("apollo-tutorial.js")],
  },
  "graphql-yoga + dataloader": {
    packages: packages("graphql-yoga", "dataloader"),
    args: [here("yoga-dataloader.js")],
  },
  "mercurius + JIT": {
    packages: packages("mercurius", "graphql-jit", "fastify"),
    args: [here("mercurius-jit.js")],
  },
  "Hive Gateway + OpenAPI + JIT": {
    packages: packages(
      "@graphql-hive/gateway-runtime",
      "@omnigraph/openapi",
      "@graphql-mesh/transport-rest",
      "@graphql-mesh/plugin-jit",
    ),
    args: [here("hive/gateway.js")],
  },
  "bare REST client": {
    packages: packages("undici"),
    args: [here("bare-rest.js")],
    isClient: true,
  },
  "node's own HTTP server": {
    packages: [],
    args: [here("node-http.js")],
    knowsOnly: "W1",
  },
  "this server": THIS_SERVER,
  "this server (final objects kept)": {
    ...THIS_SERVER,
    env: (upstream) => ({ ...THIS_SERVER.env(upstream), FINALS_MAX_ENTRIES: "10000" }),
    isExtra: true,
  },
};

/** Another build of this server, to be measured beside this one: the path of its `main.js`. */
export function addBuild(path) {
  CONTENDERS["other build"] = {
    ...THIS_SERVER,
    packages: [],
    args: [resolve(path)],
    isExtra: true,
  };
}
