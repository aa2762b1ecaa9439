import { GraphQLScalarType } from "graphql";
import { GraphQLDateTime, GraphQLDuration, GraphQLJSONObject } from "graphql-scalars";
import { integerOrDigits, jsonLiteral, jsonObjectLiteral } from "./json-literal.ts";

/** An instant, RFC 3339, in UTC. */
export const DateTime = GraphQLDateTime;

/** A JSON object whose members only its producer knows. */
export const JSONObject = GraphQLJSONObject;

/** An entity's key, as a gateway sends it. */
export const Representation = new GraphQLScalarType({
  name: "_Any",
  parseValue: (value) => value,
  parseLiteral: (node, variables) => jsonLiteral(node, variables, integerOrDigits),
});

/** A span of time, ISO 8601. */
export const Duration = GraphQLDuration;

// The package's own reads every number by `parseFloat`, which loses digits.
JSONObject.parseLiteral = jsonObjectLiteral;

DateTime.description = "An instant as RFC 3339 writes it, in UTC: `2024-04-12T02:21:07.000Z`.";
DateTime.specifiedByURL = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6";
JSONObject.description = "A JSON object whose members are not fixed, such as a JSON Schema.";
Duration.description = "A span of time as ISO 8601 writes it: `PT30S`, `PT1M30S`.";
Duration.specifiedByURL = "https://datatracker.ietf.org/doc/html/rfc3339#appendix-A";
