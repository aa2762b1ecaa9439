import { getNullableType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema.ts";
import { startKit } from "../kit/index.ts";

describe("a root field", () => {
  it.each([
    ["modelVersions", "version"],
    ["evaluationTasks", "name"],
  ])("whose list of ids holds a null takes no neighbour with it: %s", async (field, member) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(
      `query ($id: ID = "1") { ${field}(ids: [$id]) { ${member} } model(id: "13410") { name } }`,
      { id: null },
    );
    expect(data).toEqual({ [field]: null, model: { name: "客服助手" } });
    expect(errors).toMatchObject([{ path: [field], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("is nullable, so that its error takes no neighbour with it", () => {
    const schema = getSchema();
    const roots = [schema.getQueryType(), schema.getMutationType()];
    const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
    const federation = ["_entities", "_service"];
    const strict = fields.filter(({ type }) => getNullableType(type) !== type);
    expect(strict.map(({ name }) => name).filter((name) => !federation.includes(name))).toEqual([]);
  });
});
