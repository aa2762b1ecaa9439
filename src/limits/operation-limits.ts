import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ParseOptions } from "graphql";
import { type Config, isOn } from "../config/index.ts";
import type { ServiceError } from "../domain/errors.ts";
import { CostEstimate, type Variables } from "./cost.ts";
import { measure } from "./document-size.ts";
import { type LimitName, limitsOf, type Measurement, overLimit } from "./limits.ts";
import { Representations } from "./representations.ts";
import { depthOf } from "./variables.ts";

/** What a server must ask of every operation, whichever way it came: in this order. */
export interface OperationLimits {
  /** To parse with: a text that is too long is not read to its end. */
  readonly parsing: ParseOptions;
  /** To validate with: one mistake made many times is told a few times. */
  readonly validating: { readonly maxErrors: number; readonly hideSuggestions: boolean };
  /** What is wrong with a document's size; to be asked before it is validated. */
  beforeValidation(document: DocumentNode): ServiceError | null;
  /** What is wrong with an operation's cost, or with how many entities it names; to be asked before it is executed or subscribed to. */
  beforeExecution(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): ServiceError | null;
  /** How far an allowed operation goes, by each setting that limits it. */
  measured(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): Readonly<Partial<Record<LimitName, Measurement>>>;
}

const MAX_MISTAKES = 5;

export function operationLimits(config: Config, schema: GraphQLSchema): OperationLimits {
  const limits = limitsOf(config);
  const cost = new CostEstimate(schema);
  const representations = new Representations(schema, config.MAX_REPRESENTATIONS);
  return {
    parsing: {
      maxLexicalTokens: config.MAX_TOKENS,
      maxSourceLength: config.MAX_DOCUMENT_LENGTH,
    },
    validating: { maxErrors: MAX_MISTAKES, hideSuggestions: !isOn(config.INTROSPECTION, config) },
    beforeValidation: (document) => overLimit(measure(document), limits),
    beforeExecution: (document, operation, variables) =>
      representations.tooMany(document, operation, variables) ??
      overLimit(
        {
          MAX_VARIABLES_DEPTH: depthOf(variables, limits.MAX_VARIABLES_DEPTH),
          MAX_COST: cost.of(document, operation, variables),
        },
        limits,
      ),
    measured(document, operation, variables) {
      const found = {
        ...measure(document),
        MAX_COST: cost.of(document, operation, variables),
      };
      const names = Object.keys(found) as (keyof typeof found)[];
      return Object.fromEntries(
        names.map((name) => [name, { found: found[name], limit: limits[name] }]),
      );
    },
  };
}
