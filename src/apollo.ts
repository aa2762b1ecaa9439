import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { OperationContext } from "./context.ts";
import { CallerGone } from "./deadline.ts";
import { ServiceError } from "./errors.ts";
import type { Safelist } from "./http/safelist.ts";
import { representationsLimit } from "./limits/representations.ts";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly maxRepresentations: number;
  /** Null where clients may register operations of their own. */
  readonly safelist: Safelist | null;
  readonly log: Logger;
}

export function apolloServer({
  schema,
  introspection,
  maxRepresentations,
  safelist,
  log,
}: ApolloOptions): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    schema,
    introspection,
    logger: log,
    csrfPrevention: true,
    persistedQueries: safelist ? { cache: safelist.persistedQueries } : {},
    includeStacktraceInErrorResponses: false,
    // main.ts stops the server, in an order of its own.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(formatted, error, log),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // A gateway that asks for it (`apollo-federation-include-trace: ftv1`) sees times, and no error's text.
      ApolloServerPluginInlineTrace({ includeErrors: { masked: true } }),
      representationsLimit(maxRepresentations),
      listener({ didEncounterErrors: localize }),
      listener({ willSendResponse: showUpstream }),
    ],
  });
}

function listener(
  listening: GraphQLRequestListener<OperationContext>,
): ApolloServerPlugin<OperationContext> {
  return { requestDidStart: async () => listening };
}

/** Errors in the caller's language, where they are ours. */
const localize: GraphQLRequestListener<OperationContext>["didEncounterErrors"] = async ({
  errors,
  contextValue,
}) => {
  for (const error of errors) {
    const { originalError: ours } = error;
    if (ours instanceof ServiceError) error.message = ours.messageIn(contextValue.language);
  }
};

/** `extensions.upstream`, for a developer who asked where the time went. */
const showUpstream: GraphQLRequestListener<OperationContext>["willSendResponse"] = async ({
  response,
  contextValue,
}) => {
  if (!contextValue.showUpstream || response.body.kind !== "single") return;
  const result = response.body.singleResult;
  result.extensions = { ...result.extensions, upstream: contextValue.sources.spending.reads };
};

// An error nobody foresaw may hold anything, so the caller sees none of it and the log all.
function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof ServiceError || original instanceof GraphQLError) return formatted;
  if (original instanceof CallerGone) return formatted; // Nobody reads it.
  log.error({ err: original, path: formatted.path }, "a resolver failed unexpectedly");
  return {
    ...formatted,
    message: "Something went wrong here.",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}
