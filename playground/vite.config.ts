import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

export default defineConfig({
  // The page is served at /graphql and everything else below it, wherever a proxy puts that path.
  base: "./",
  logLevel: "warn",
  build: {
    outDir: "../dist-playground",
    emptyOutDir: true,
    assetsDir: "graphql/assets",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 5000,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      // Directives for servers that render React, which nothing here does.
      checks: { moduleLevelDirective: false },
    },
  },
  worker: { format: "es" },
  plugins: [compressed()],
});

/** Puts a compressed copy beside each file, so that the server need not compress. */
function compressed(): Plugin {
  return {
    name: "compressed",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle)) {
        const file = join(dir, name);
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
    },
  };
}
