import { join } from "node:path";
import { expect, it } from "vitest";
import { importFrom } from "./kit/blocks.ts";
import { authorization, MODEL, program, url, workshop, write } from "./kit/index.ts";

const SCALARS = ["DateTime:string", "Duration:string", "JSONObject:Record<string, unknown>"];

async function compile(folder: string, main: string): Promise<void> {
  const options = { module: "ESNext", moduleResolution: "bundler" };
  await write(
    folder,
    "tsconfig.json",
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: options,
      include: [main],
      exclude: [],
    }),
  );
  expect(await program(folder, "tsc", "-p", ".")).toBe("");
}

it("genql's client queries with types", async () => {
  const folder = await workshop("genql");
  const scalars = SCALARS.flatMap((scalar) => ["--scalar", scalar]);
  await program(folder, "genql", "--schema", "schema.graphql", "--output", "generated", ...scalars);
  await write(
    folder,
    "main.ts",
    `import { createClient } from "./generated/index.ts";

    const client = createClient({
      url: ${JSON.stringify(url)},
      headers: { authorization: ${JSON.stringify(authorization)} },
    });

    export async function readyVersions(id: string): Promise<(string | null | undefined)[]> {
      const { model } = await client.query({
        model: { __args: { id }, name: true, versions: { version: true, state: true } },
      });
      const versions = model?.versions ?? [];
      return versions.filter(({ state }) => state === "READY").map(({ version }) => version);
    }`,
  );
  await compile(folder, "main.ts");
  const { readyVersions } = await importFrom<Main>(folder, "main.ts");
  expect(await readyVersions(MODEL)).toEqual(["3", "2", "1"]);
});

it("gqty's client queries what is read", async () => {
  const folder = await workshop("gqty");
  const target = join(folder, "generated/index.ts");
  await program(folder, "gqty", "schema.graphql", "--target", target, "--typescript");
  await write(
    folder,
    "main.ts",
    `import { Cache, createClient, defaultResponseHandler } from "gqty";
    import {
      type GeneratedSchema,
      generatedSchema,
      scalarsEnumsHash,
    } from "./generated/schema.generated.ts";

    const { resolve } = createClient<GeneratedSchema>({
      schema: generatedSchema,
      scalars: scalarsEnumsHash,
      cache: new Cache(undefined, { maxAge: Infinity, normalization: true }),
      fetchOptions: {
        async fetcher({ query, variables, operationName }) {
          const response = await fetch(${JSON.stringify(url)}, {
            method: "POST",
            headers: {
              "content-type": "application/json",
              authorization: ${JSON.stringify(authorization)},
            },
            body: JSON.stringify({ query, variables, operationName }),
          });
          return defaultResponseHandler(response);
        },
      },
    });

    export async function readyVersions(id: string): Promise<(string | null | undefined)[]> {
      // What is read here is what is asked for, so that nothing may be left out yet.
      const versions = await resolve(({ query }) =>
        query.model({ id })?.versions()?.map(({ version, state }) => ({ version, state })),
      );
      const ready = versions?.filter(({ state }) => state === "READY") ?? [];
      return ready.map(({ version }) => version);
    }`,
  );
  await compile(folder, "main.ts");
  const { readyVersions } = await importFrom<Main>(folder, "main.ts");
  expect(await readyVersions(MODEL)).toEqual(["3", "2", "1"]);
});

interface Main {
  readyVersions(id: string): Promise<string[]>;
}
