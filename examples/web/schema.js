import { readFileSync, writeFileSync } from "node:fs";
import { minifyIntrospection, outputIntrospectionFile } from "@gql.tada/internal";
import { buildSchema, introspectionFromSchema } from "graphql";

// Writes the types that gql.tada infers from. Its own command does the same, but not yet under TypeScript 7.
const sdl = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");
// The directives of federation are declared nowhere in the text.
const schema = buildSchema(sdl, { assumeValidSDL: true });
const text = outputIntrospectionFile(minifyIntrospection(introspectionFromSchema(schema)), {
  fileType: ".d.ts",
  shouldPreprocess: true,
});
writeFileSync(new URL("src/graphql-env.d.ts", import.meta.url), text);
