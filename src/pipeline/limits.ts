import { type DocumentNode, GraphQLError, parse, type ValidationRule } from "graphql";
import type { ServiceError } from "../errors.ts";
import type { OperationLimits } from "../limits/operation-limits.ts";
import { nullCondition } from "./null-conditions.ts";
import type { Stage } from "./stage.ts";

/**
 * Refuses what is over a limit. The standard validation rules take longer over a large document than
 * the limits are there to allow, and Apollo Server runs them beside its own: so a document that is over
 * a limit is put aside before it is validated, and a small one that stands for it is refused.
 */
export function checkLimits(limits: OperationLimits): Stage & { readonly rule: ValidationRule } {
  const refused = new WeakMap<DocumentNode, ServiceError>();
  return {
    rule: (context) => {
      const error = refused.get(context.getDocument());
      if (error) context.reportError(refusal(error));
      return {};
    },
    requestDidStart: async () => ({
      async validationDidStart(request) {
        const error = limits.beforeValidation(request.document);
        if (!error) return;
        const standIn = parse("{ __typename }");
        refused.set(standIn, error);
        Object.assign(request, { document: standIn });
      },
      async didResolveOperation({ document, operation, request }) {
        if (!operation) return;
        const variables = request.variables ?? {};
        const error =
          nullCondition(document, operation, variables) ??
          limits.beforeExecution(document, operation, variables);
        if (error) throw refusal(error);
      },
    }),
  };
}

function refusal(error: ServiceError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { ...error.extensions, http: { status: 400 } },
  });
}
