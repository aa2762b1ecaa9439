import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { hydratedFields } from "../../src/resolvers/look-ahead.ts";
import { getSchema } from "../../src/schema/index.ts";
import { startKit } from "../kit/index.ts";
import { evaluationOfTwenty, tally } from "../reads/fixtures.ts";

describe("hydration", () => {
  it("knows of every field without arguments which answer it comes with", () => {
    const schema = getSchema();
    // Of a unit or an entry, only what another object's answer has can be missing.
    const entities = [...hydratedFields(schema)].filter(([, known]) =>
      known.some(({ part }) => !part.startsWith("evaluated")),
    );
    const unknown = entities.flatMap(([name, known]) => {
      const type = schema.getType(name);
      const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
      return fields
        .filter(({ args, extensions }) => args.length === 0 && !extensions.hasResolver)
        .filter((field) => !known.some((other) => other.name === field.name))
        .map((field) => `${name}.${field.name}`);
    });
    expect(unknown).toEqual([]);
  });

  it("loads what its variables leave of it, however often it has run otherwise", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { id } = evaluationOfTwenty(qianfan.registry());
    const document = `query ($id: ID!, $bare: Boolean!) {
      evaluationTask(id: $id) { units { modelVersion { version ...More @skip(if: $bare) } } }
    }
    fragment More on ModelVersion { framework }`;
    for (const [bare, models] of [
      [true, undefined],
      [false, 5],
      [true, undefined],
    ] as const) {
      const { data, errors } = await query(document, { id, bare });
      expect(errors).toBeUndefined();
      expect("framework" in data.evaluationTask.units[0].modelVersion).toBe(!bare);
      expect(tally(upstream()).modelDetail).toBe(models);
    }
  });

  it("shows a vanished object by the one id it has, and nothing else of it", async () => {
    const { query, qianfan } = await startKit();
    const { id, versions } = evaluationOfTwenty(qianfan.registry());
    const [gone] = versions;
    if (!gone) throw new Error("There are twenty.");
    qianfan.registry().deleteVersion(gone.modelVersionIdStr);
    const { data } = await query(
      "query ($id: ID!) { evaluationTask(id: $id) { units { modelVersion { id numericId version framework } } } }",
      { id },
    );
    const numericId = String(gone.modelVersionId);
    const told = data.evaluationTask.units.find(
      ({ modelVersion }: { modelVersion: { numericId: string } }) =>
        modelVersion.numericId === numericId,
    );
    expect(told.modelVersion).toMatchObject({ numericId, framework: null });
  });
});
