import { GraphQLEnumType, GraphQLError, type GraphQLSchema, isEnumType } from "graphql";

/** The value of an enum that only an answer has: Qianfan's own word is not known here. */
const OUTPUT_ONLY = "UNKNOWN";

/**
 * Refuses `UNKNOWN` as an input, at a literal and in a variable. GraphQL has one type for both
 * directions, so that an enum's values are those of its outputs.
 */
export function refuseUnknownInputs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type) && type.getValue(OUTPUT_ONLY)) takeInputsOnly(type);
  }
}

function takeInputsOnly(type: GraphQLEnumType): void {
  const { values, ...config } = type.toConfig();
  const { [OUTPUT_ONLY]: _, ...inputValues } = values;
  const inputs = new GraphQLEnumType({ ...config, values: inputValues });
  const refusal = `Value "${OUTPUT_ONLY}" of the enum "${type.name}" is for outputs only; allowed: ${Object.keys(inputValues).join(", ")}.`;
  type.parseValue = (value, hideSuggestions) => {
    if (value === OUTPUT_ONLY) throw new GraphQLError(refusal);
    return inputs.parseValue(value, hideSuggestions);
  };
  type.parseLiteral = (node, variables, hideSuggestions) => {
    if (node.kind === "EnumValue" && node.value === OUTPUT_ONLY) {
      throw new GraphQLError(refusal, { nodes: node });
    }
    return inputs.parseLiteral(node, variables, hideSuggestions);
  };
}
