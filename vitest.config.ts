import { defineConfig } from "vitest/config";

// docs/testing.md says which kind of test goes where. A file that no list names is `behaviour`.
const UNIT = [
  "test/{config,deadline,json}.test.ts",
  "test/auth/scopes-of-roots.test.ts",
  // All but those whose subject is the socket.
  "test/datasources/**/!(transport|protocol|garbage).test.ts",
  "test/deploy/{compose,kubernetes}.test.ts",
  "test/docs/!(guide-*).test.ts",
  "test/http/masking.test.ts",
  "test/limits/measure.test.ts",
  "test/pipeline/answer-budget.test.ts",
  "test/scripts/changes.test.ts",
  "test/telemetry/operation-names.test.ts",
  "test/unit/**/*.test.ts",
];
const PROCESSES = [
  "test/{bundle,package,process}.test.ts",
  "test/cli/**/*.test.ts",
  "test/deploy/dockerfile.test.ts",
  "test/emulator/main.test.ts",
  "test/faults/soak.test.ts",
  "test/http/safelist.test.ts",
  "test/logging/logger.test.ts",
  "test/replicas/**/*.test.ts",
  "test/scripts/{boundaries,unhandled-rejections}.test.ts",
];
const ISOLATED = [
  // It measures the heap of its process.
  "test/datasources/qianfan/v1/garbage.test.ts",
  // A tracer keeps the first SDK that it finds, for the rest of its process.
  "test/secrets.test.ts",
  "test/telemetry/tracing.test.ts",
];
const BROWSER = ["test/examples/{watch,web}.test.ts", "test/http/playground.test.ts"];

export default defineConfig({
  // Two builds of graphql in one process refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    setupFiles: ["test/kit/no-unhandled-rejections.ts"],
    reporters: ["default", "./test/kit/slowest-files.ts"],
    testTimeout: 20_000,
    // A test without an assertion fails.
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: UNIT,
          isolate: false,
          setupFiles: ["test/kit/no-sockets.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "behaviour",
          include: ["test/**/*.test.ts"],
          exclude: [...UNIT, ...PROCESSES, ...ISOLATED, ...BROWSER, "test/clients/**"],
          // Importing the server takes seconds: once for a worker, not for a file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "processes",
          include: PROCESSES,
          isolate: false,
          globalSetup: ["test/kit/built.ts"],
        },
      },
      { extends: true, test: { name: "isolated", include: ISOLATED } },
      {
        extends: true,
        test: {
          name: "browser",
          include: BROWSER,
          isolate: false,
          globalSetup: ["test/kit/built.ts", "test/kit/chromium.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "clients",
          include: ["test/clients/*.test.ts"],
          globalSetup: ["test/clients/kit/demo.ts", "test/kit/chromium.ts"],
          // Compilers and generators are programs of their own, which take seconds to start.
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
