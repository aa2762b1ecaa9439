import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { localize, type Mask } from "./answer-errors.ts";
import type { OperationContext } from "./context.ts";
import { type OnEnded, tellsEnded } from "./ended-operation.ts";
import type { CompiledOperations } from "./execution/compiled.ts";
import type { Describe } from "./execution/errors.ts";
import { extensionsOf } from "./execution/extensions.ts";
import { cacheControl, compiledExecution } from "./execution/plugin.ts";
import { statusForMediaType } from "./http/media-type.ts";
import type { Safelist } from "./http/safelist.ts";
import type { OperationLimits } from "./limits/operation-limits.ts";
import { limitsForApollo } from "./limits/plugin.ts";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  /** Whether callers may learn the schema from the server: by asking, or from what errors suggest. */
  readonly introspection: boolean;
  /** Null where clients may register operations of their own. */
  readonly safelist: Safelist | null;
  readonly limits: OperationLimits;
  readonly mask: Mask;
  /** Where compiled queries are kept, and how their errors are told; null where there are none. */
  readonly execution: { readonly compiled: CompiledOperations; readonly describe: Describe } | null;
  readonly onEnded: OnEnded;
  readonly log: Logger;
}

export function apolloServer({
  schema,
  introspection,
  safelist,
  limits,
  mask,
  execution,
  onEnded,
  log,
}: ApolloOptions): ApolloServer<OperationContext> {
  const { plugin: limited, ...limiting } = limitsForApollo(limits);
  return new ApolloServer<OperationContext>({
    ...limiting,
    schema,
    introspection,
    logger: log,
    csrfPrevention: true,
    persistedQueries: safelist ? { cache: safelist.persistedQueries } : {},
    includeStacktraceInErrorResponses: false,
    // main.ts stops the server, in an order of its own.
    stopOnTerminationSignals: false,
    formatError: mask,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      cacheControl(),
      // A gateway that asks for it (`apollo-federation-include-trace: ftv1`) sees times, and no error's text.
      ApolloServerPluginInlineTrace({ includeErrors: { masked: true } }),
      limited,
      listener({ didResolveOperation: sendElsewhere }),
      listener({ didEncounterErrors: localizeErrors }),
      listener({ willSendResponse: showUpstream }),
      listener({ willSendResponse: statusForMediaType }),
      tellsEnded(onEnded),
      ...(execution ? [compiledExecution(execution.compiled, execution.describe)] : []),
    ],
  });
}

function listener(
  listening: GraphQLRequestListener<OperationContext>,
): ApolloServerPlugin<OperationContext> {
  return { requestDidStart: async () => listening };
}

/** Executed here, a subscription would have no events. */
const sendElsewhere: GraphQLRequestListener<OperationContext>["didResolveOperation"] = async ({
  operation,
}) => {
  if (operation?.operation !== "subscription") return;
  throw new GraphQLError(
    "Subscribe with `Accept: text/event-stream`, or over a WebSocket at this same path.",
    { extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 406 } } },
  );
};

/** Errors in the caller's language, where they are ours. */
const localizeErrors: GraphQLRequestListener<OperationContext>["didEncounterErrors"] = async ({
  errors,
  contextValue,
}) => localize(errors, contextValue.language);

const showUpstream: GraphQLRequestListener<OperationContext>["willSendResponse"] = async ({
  response,
  contextValue,
}) => {
  const extensions = extensionsOf(contextValue);
  if (!extensions || response.body.kind !== "single") return;
  const result = response.body.singleResult;
  result.extensions = { ...result.extensions, ...extensions };
};
