import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { localize, type Mask } from "../answer-errors.ts";
import type { OperationContext } from "../context.ts";

/** The errors of a compiled query as its caller may see them: what Apollo's hooks do to those of graphql-js. */
export type Describe = (
  errors: readonly GraphQLError[],
  context: OperationContext,
) => GraphQLFormattedError[];

export function describing(mask: Mask): Describe {
  return (frozen, { language }) => {
    const errors = frozen.map(asGraphQLError);
    localize(errors, language);
    return errors.map((error) => mask(withCode(error), error));
  };
}

// graphql-jit's errors are frozen; these are like graphql-js's.
function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, locations, originalError } = error;
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}

// An error as Apollo shows it to `formatError`: with a code in any case.
function withCode(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions.code ?? "INTERNAL_SERVER_ERROR";
  return { ...error.toJSON(), extensions: { ...error.extensions, code } };
}
