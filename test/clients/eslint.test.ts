import { join, resolve } from "node:path";
import graphqlPlugin from "@graphql-eslint/eslint-plugin";
import { ESLint } from "eslint";
import { expect, it } from "vitest";
import { HOME, workshop } from "./kit/index.ts";

const ROOT = resolve(HOME, "../..");

it("graphql-eslint finds no fault in the API's schema", async () => {
  const folder = await workshop("eslint");
  const faults = await lint(folder, ["schema.graphql"], {
    parserOptions: { graphQLConfig: { schema: join(folder, "schema.graphql") } },
    rules: {
      ...graphqlPlugin.configs["flat/schema-recommended"].rules,
      // Lists by marker page forwards alone.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      "@graphql-eslint/relay-connection-types": "error",
      "@graphql-eslint/relay-page-info": "error",
      // Here `id` belongs to entities alone.
      "@graphql-eslint/strict-id-in-types": "off",
    },
  });
  // A job has no id that names it among all objects: `id` would say that it has.
  expect(faults.filter((fault) => !fault.includes("trainJobId"))).toEqual([]);
});

it("graphql-eslint finds no fault in the examples' operations", async () => {
  const folder = await workshop("eslint-operations");
  const faults = await lint(ROOT, ["examples/*.graphql", "examples/mcp/operations/*.graphql"], {
    parserOptions: {
      graphQLConfig: {
        schema: join(folder, "schema.graphql"),
        documents: join(ROOT, "examples/**/*.graphql"),
      },
    },
    rules: {
      ...graphqlPlugin.configs["flat/operations-recommended"].rules,
      // An operation of examples/mcp is a tool, and named as tools are.
      "@graphql-eslint/naming-convention": "off",
    },
  });
  // That id is deprecated.
  expect(faults.filter((fault) => !fault.includes("`report.id`"))).toEqual([]);
});

interface Rules {
  readonly parserOptions: object;
  readonly rules: object;
}

async function lint(cwd: string, files: string[], { parserOptions, rules }: Rules) {
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.graphql"],
        languageOptions: { parser: graphqlPlugin.parser, parserOptions },
        plugins: { "@graphql-eslint": graphqlPlugin },
        rules,
      },
    ] as ESLint.Options["overrideConfig"],
  });
  const results = await eslint.lintFiles(files);
  expect(results.length).toBeGreaterThan(0);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
  );
}
