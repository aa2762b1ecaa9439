import { defineConfig } from "vite";

export default defineConfig({
  build: { outDir: "dist" },
  server: {
    // In development the page and GraphQL have one origin; elsewhere VITE_GRAPHQL_URL names GraphQL's.
    proxy: { "/graphql": "http://127.0.0.1:4000" },
  },
});
