import { getNamedType, isEnumType, isInputObjectType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema/index.ts";
import { startKit } from "../kit/index.ts";
import { overEventStream, overWebSocket } from "../kit/subscribe.ts";

/** Every enum that an argument or a member of an input has. */
function inputEnums() {
  const types = Object.values(getSchema().getTypeMap());
  const inputs = types.flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields());
    return isObjectType(type) ? Object.values(type.getFields()).flatMap(({ args }) => args) : [];
  });
  return [...new Set(inputs.map(({ type }) => getNamedType(type)).filter(isEnumType))];
}

const LITERAL = "{ models(scope: PRESET, filter: { types: [UNKNOWN] }) { totalCount } }";
const VARIABLE = `query ($filter: ModelFilter) { models(scope: PRESET, filter: $filter) { totalCount } }`;
const REFUSAL =
  /Value "UNKNOWN" of the enum "ModelType" is for outputs only; allowed: (?!.*UNKNOWN)\w+/;

describe("UNKNOWN", () => {
  it("is a value that inputs of some enums could name", () => {
    expect(inputEnums().some((type) => type.getValue("UNKNOWN"))).toBe(true);
  });

  it.each(inputEnums().map((type) => [type.name, type] as const))(
    "is no input of %s, nor suggested for one",
    (_, type) => {
      expect(() => type.parseValue("UNKNOWN")).toThrow(/UNKNOWN/);
      expect(() => type.parseValue("UNKNOWM")).toThrow(/^(?!.*"UNKNOWN")/);
      for (const { name } of type.getValues()) {
        if (name !== "UNKNOWN") expect(type.parseValue(name)).toBe(name);
      }
    },
  );

  it("is refused as a literal and as a variable, over every transport, before anything is sent", async () => {
    const kit = await startKit();
    const variables = { filter: { types: ["UNKNOWN"] } };
    const literal = await kit.query(LITERAL);
    expect(literal.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    const variable = await kit.query(VARIABLE, variables);
    expect(variable.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const get = await fetch(`${kit.url}?query=${encodeURIComponent(LITERAL)}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    const messages = [literal, variable, await get.json()].map(({ errors }) => errors[0].message);
    for (const subscribe of [overWebSocket, overEventStream]) {
      const { value } = await subscribe(kit, LITERAL).next();
      messages.push(value?.errors?.[0]?.message);
    }
    expect(messages).toHaveLength(5);
    for (const message of messages) expect(message).toMatch(REFUSAL);
    expect(kit.upstream()).toEqual([]);
  });

  it("shows no other value where the schema is hidden", async () => {
    const { query } = await startKit({ settings: { INTROSPECTION: "false" } });
    const { errors } = await query(LITERAL);
    expect(errors?.[0]?.message).toMatch(/is for outputs only\.$/);
  });

  it("still comes out", async () => {
    const { query } = await startKit();
    const { data } = await query(`{ __type(name: "ModelType") { enumValues { name } } }`);
    expect(data.__type.enumValues).toContainEqual({ name: "UNKNOWN" });
  });
});
