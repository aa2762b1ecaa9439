import { transformAsync } from "@babel/core";
import compileRelay from "babel-plugin-relay";
import { defineConfig, type Plugin } from "vite";

/** Puts the compiled operation in the place of each graphql`...`. */
const relay: Plugin = {
  name: "relay",
  enforce: "pre",
  async transform(code, id) {
    if (!/\.tsx?$/.test(id) || !code.includes("graphql`")) return null;
    const result = await transformAsync(code, {
      filename: id,
      plugins: [[compileRelay, { eagerEsModules: true }]],
      parserOpts: { plugins: ["typescript", "jsx"] },
      sourceMaps: true,
    });
    return { code: result?.code ?? code, map: result?.map };
  },
};

export default defineConfig({
  plugins: [relay],
  server: {
    proxy: { "/graphql": { target: "http://127.0.0.1:4000", ws: true } },
  },
});
