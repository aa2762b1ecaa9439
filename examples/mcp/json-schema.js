import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from "graphql";

const SCALARS = {
  Boolean: { type: "boolean" },
  Duration: { type: "string", description: "A span of time as ISO 8601 writes it: PT30S." },
  Float: { type: "number" },
  ID: { type: "string" },
  Int: { type: "integer" },
  JSONObject: { type: "object" },
  String: { type: "string" },
};

/** The JSON Schema of a GraphQL input type; the input objects in it become entries of `$defs`. */
export function jsonSchemaOf(type, $defs) {
  if (isNonNullType(type)) return jsonSchemaOf(type.ofType, $defs);
  if (isListType(type)) return { type: "array", items: jsonSchemaOf(type.ofType, $defs) };
  if (isEnumType(type)) return { type: "string", enum: type.getValues().map(({ name }) => name) };
  if (isInputObjectType(type)) {
    defineObject(type, $defs);
    return { $ref: `#/$defs/${type.name}` };
  }
  return { ...SCALARS[type.name] };
}

function defineObject(type, $defs) {
  if ($defs[type.name]) return;
  const properties = {};
  // Set before its fields are read: an input object may contain itself.
  $defs[type.name] = { type: "object", description: type.description, properties };
  const fields = Object.values(type.getFields());
  for (const field of fields) {
    properties[field.name] = {
      ...jsonSchemaOf(field.type, $defs),
      description: field.description,
    };
  }
  $defs[type.name].required = fields.filter(isRequiredInputField).map(({ name }) => name);
}
