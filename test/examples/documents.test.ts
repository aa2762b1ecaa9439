import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { overWebSocket } from "../kit/subscribe.ts";

const FOLDER = "examples";
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => name.replace(".graphql", ""));

function example(name: string) {
  return {
    document: readFileSync(`${FOLDER}/${name}.graphql`, "utf8"),
    variables: JSON.parse(readFileSync(`${FOLDER}/${name}.variables.json`, "utf8")),
  };
}

describe("the examples", () => {
  it("are every operation of the schema but single objects by their list of ids", () => {
    expect(names).toEqual([
      "01-model",
      "02-version",
      "03-evaluation",
      "04-report",
      "05-publish",
      "06-evaluate",
      "07-watch",
      "08-stop",
      "09-models",
      "10-results",
      "11-export",
      "12-nodes",
      "13-evaluations",
      "14-train-tasks",
      "15-compress",
      "16-model-export",
      "17-describe",
      "18-evaluable",
      "19-preset",
      "20-export-result",
      "21-follow-version",
      "22-follow-export",
      "23-delete-models",
      "24-delete-versions",
      "25-delete-evaluations",
    ]);
  });

  it.each(names)(
    "%s runs as it stands on the demo's data, and Qianfan declines nothing",
    async (name) => {
      const kit = await startKit();
      const { document, variables } = example(name);
      const answer = document.includes("subscription ")
        ? (await overWebSocket(kit, document, variables).next()).value
        : await kit.query(document, variables);
      expect(answer?.errors).toBeUndefined();
      for (const found of Object.values<Record<string, unknown> | null>(answer?.data ?? {})) {
        expect(found).not.toBeNull();
        expect(found?.userErrors ?? []).toEqual([]);
      }
      expect(Object.keys(answer?.data ?? {})).toHaveLength(1);
    },
  );
});
