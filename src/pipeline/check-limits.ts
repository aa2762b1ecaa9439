import { ApolloServerErrorCode } from "@apollo/server/errors";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  type ValidationRule,
  validate,
} from "graphql";
import type { ServiceError } from "../domain/errors.ts";
import type { OperationLimits } from "../limits/operation-limits.ts";
import { conditionAtRoot, VALIDATION_RULES } from "../limits/validation.ts";
import { nullCondition } from "./null-conditions.ts";
import type { Stage } from "./stage.ts";

/**
 * Refuses what is over a limit. The standard validation rules take longer over a large document than
 * the limits are there to allow, and Apollo Server runs them beside its own: so a document that is over
 * a limit is put aside before it is validated, and a small one that stands for it is refused.
 */
export function checkLimits(limits: OperationLimits): Stage & { readonly rule: ValidationRule } {
  const refused = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return {
    rule: (context) => {
      for (const error of refused.get(context.getDocument()) ?? []) context.reportError(error);
      return {};
    },
    requestDidStart: async () => ({
      async validationDidStart(request) {
        const { schema, document } = request;
        const tooLarge = limits.beforeValidation(document);
        const errors = tooLarge ? [refusal(tooLarge)] : validatedHere(schema, document, limits);
        if (!errors) return;
        const standIn = parse("{ __typename }");
        refused.set(standIn, errors);
        Object.assign(request, { document: standIn });
        return async () => void Object.assign(request, { document });
      },
      async didResolveOperation({ document, operation, request }) {
        if (!operation) return;
        const condition = conditionAtRoot(document, operation);
        if (condition) throw invalid(condition);
        const variables = request.variables ?? {};
        const error =
          nullCondition(document, operation, variables) ??
          limits.beforeExecution(document, operation, variables);
        if (error) throw refusal(error);
      },
    }),
  };
}

/** The errors of a document that Apollo cannot validate itself; null for any other. */
function validatedHere(
  schema: GraphQLSchema,
  document: DocumentNode,
  { validating }: OperationLimits,
): readonly GraphQLError[] | null {
  const isBeyondApollo = document.definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && conditionAtRoot(document, each),
  );
  if (!isBeyondApollo) return null;
  // Where no names are suggested, the schema is not to be learnt at all.
  const hidden = validating.hideSuggestions ? [NoSchemaIntrospectionCustomRule] : [];
  return validate(schema, document, [...VALIDATION_RULES, ...hidden], validating);
}

function invalid({ message, nodes }: GraphQLError): GraphQLError {
  const code = ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED;
  return new GraphQLError(message, { nodes, extensions: { code, http: { status: 400 } } });
}

/** An error that refuses an operation before it is executed. */
export function refusal(error: ServiceError, status = 400): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { ...error.extensions, http: { status } },
  });
}
