import { type GraphQLNamedType, isEnumType, isInputObjectType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema/index.ts";

/** What federation's specification adds. */
const FEDERATION = /^(__|link__|federation__|_Any$|_Service|_Entity$)|^Query\._(entities|service)/;

/** Everything of a type that has no description, by its coordinate. */
function undescribed(type: GraphQLNamedType): string[] {
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const inputs = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  const args = fields.flatMap((field) =>
    field.args.map(({ name, description }) => ({ name: `${field.name}(${name}:)`, description })),
  );
  const parts = [...fields, ...inputs, ...args].map(({ name, description }) => ({
    name: `${type.name}.${name}`,
    description,
  }));
  const values = isEnumType(type) ? type.getValues() : [];
  return [
    type,
    ...parts,
    ...values.map((value) => ({ ...value, name: `${type.name}.${value.name}` })),
  ]
    .filter(({ description }) => !description)
    .map(({ name }) => name);
}

describe("the schema", () => {
  it("describes each type, field, argument and value", () => {
    const types = Object.values(getSchema().getTypeMap());
    const all = types.flatMap(undescribed);
    expect(all.filter((name) => !FEDERATION.test(name))).toEqual([]);
  });

  it("names the specification of each scalar of its own", () => {
    const { DateTime, Duration, JSONObject } = getSchema().getTypeMap();
    for (const scalar of [DateTime, Duration, JSONObject]) {
      expect(scalar).toMatchObject({ specifiedByURL: expect.stringMatching(/^https?:/) });
    }
  });
});
