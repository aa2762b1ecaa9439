import { defineConfig } from "vitest/config";

export default defineConfig({
  // Two builds of graphql in one process refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/kit/no-unhandled-rejections.ts"],
    testTimeout: 20_000,
    // Browsers, child processes and real sockets share CI's two cores: a second try, which the report shows.
    retry: process.env.CI ? 1 : 0,
  },
});
