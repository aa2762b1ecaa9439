import type { ApolloServerOptions, ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, GraphQLError, parse } from "graphql";
import type { OperationContext } from "../context.ts";
import type { ServiceError } from "../errors.ts";
import type { OperationLimits } from "./operation-limits.ts";

/**
 * The limits as Apollo Server takes them. Its validation rules run beside the standard ones, which a
 * large document keeps busy for longer than the limits are there to allow; so a document that is over
 * a limit is put aside before it is validated, and a small one that stands for it is refused.
 */
export function limitsForApollo(
  limits: OperationLimits,
): Pick<
  ApolloServerOptions<OperationContext>,
  "parseOptions" | "validationRules" | "validationOptions"
> & { readonly plugin: ApolloServerPlugin<OperationContext> } {
  const refused = new WeakMap<DocumentNode, ServiceError>();
  return {
    parseOptions: limits.parsing,
    validationOptions: limits.validating,
    validationRules: [
      (context) => {
        const error = refused.get(context.getDocument());
        if (error) context.reportError(refusal(error));
        return {};
      },
    ],
    plugin: {
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
          const error = limits.beforeExecution(document, operation, request.variables ?? {});
          if (error) throw refusal(error);
        },
      }),
    },
  };
}

function refusal(error: ServiceError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { ...error.extensions, http: { status: 400 } },
  });
}
