import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { OperationLimits } from "../limits/operation-limits.ts";
import type { Metrics } from "../observability/metrics.ts";
import type { Safelist } from "../server/safelist-file.ts";
import { cacheHints, inlineTrace } from "./cache-hints.ts";
import { checkLimits } from "./check-limits.ts";
import { checkSafelist } from "./check-safelist.ts";
import { checkTransport } from "./check-transport.ts";
import type { ErrorReader } from "./client-error.ts";
import { exactIntegers } from "./exact-integers.ts";
import { createExecutor } from "./execute.ts";
import { addExtensions } from "./extensions.ts";
import { type ErrorFormatter, finishErrors } from "./format-errors.ts";
import { statusForMediaType } from "./media-type.ts";
import type { OperationContext } from "./operation-context.ts";
import { type Report, reportOperations } from "./report-operations.ts";
import { stringifyResult } from "./serialize.ts";
import type { OperationRequest, Stage } from "./stage.ts";

export interface PipelineOptions {
  readonly schema: GraphQLSchema;
  /** Whether clients may learn the schema from the server: by introspection, or from suggestions in errors. */
  readonly introspection: boolean;
  /** Null where every operation is answered. */
  readonly safelist: Safelist | null;
  readonly limits: OperationLimits;
  readonly errors: ErrorFormatter;
  readonly report: Report;
  readonly metrics: Metrics | null;
  readonly log: Logger;
  /** Further stages, after all others. */
  readonly stages: readonly Stage[];
}

/**
 * The stages of every operation, in their order, over every transport. Before them stand authentication
 * and the rate limit, which look at headers alone (`auth/admission.ts`). Between them Apollo Server
 * parses and validates a document once, keeps it in a bounded cache, and runs the executor.
 */
function stagesOf(options: PipelineOptions, limits: Stage, execute: Stage): readonly Stage[] {
  const { safelist, errors, report, metrics, limits: measures } = options;
  return [
    checkSafelist(safelist),
    exactIntegers(),
    limits,
    checkTransport(),
    execute,
    cacheHints(),
    inlineTrace(),
    finishErrors(errors),
    addExtensions(errors, measures),
    statusForMediaType(),
    reportOperations(report, (reads) => metrics?.readsMade(reads)),
    ...options.stages,
  ];
}

/** What a transport sends through the pipeline to subscribe. */
export interface SubscriptionRequest {
  readonly query?: string | null | undefined;
  readonly documentId?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A result as it is sent: its errors are formatted. */
export interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** The one way of every operation, whichever transport it came by and however often. */
export class Pipeline {
  readonly #apollo: ApolloServer<OperationContext>;
  readonly #stages: readonly Stage[];
  readonly #errors: ErrorFormatter;

  constructor(options: PipelineOptions) {
    const { schema, limits, safelist, log } = options;
    this.#errors = options.errors;
    const { rule, ...limitStage } = checkLimits(limits);
    const { gateway, stage } = createExecutor(schema);
    this.#stages = stagesOf(options, limitStage, stage);
    this.#apollo = new ApolloServer<OperationContext>({
      gateway,
      introspection: options.introspection,
      logger: log,
      csrfPrevention: true,
      parseOptions: limits.parsing,
      validationRules: [rule],
      validationOptions: limits.validating,
      persistedQueries: safelist ? { cache: safelist.persistedQueries } : {},
      includeStacktraceInErrorResponses: false,
      // main.ts stops the server, in an order of its own.
      stopOnTerminationSignals: false,
      formatError: options.errors.format,
      stringifyResult,
      plugins: [ApolloServerPluginLandingPageDisabled(), ...this.#stages],
    });
  }

  start(): Promise<void> {
    return this.#apollo.start();
  }

  stop(): Promise<void> {
    return this.#apollo.stop();
  }

  /** Looks at an operation before its document is read. @throws ServiceError to refuse it. */
  admit(request: OperationRequest): void {
    for (const { admit } of this.#stages) admit?.(request);
  }

  /** A query or mutation over HTTP. */
  async http(
    request: HTTPGraphQLRequest,
    reader: ErrorReader,
    createContext: () => OperationContext,
  ): Promise<HTTPGraphQLResponse> {
    const response = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () => createContext(),
    });
    return this.#errors.finishResponse(response, reader);
  }

  /** The start of a subscription or one of its events, as the context says. */
  async run(request: SubscriptionRequest, contextValue: OperationContext): Promise<Result> {
    const { query, operationName, variables, extensions } = request;
    const { body } = await this.#apollo.executeOperation(
      {
        ...(query ? { query } : {}),
        ...(operationName ? { operationName } : {}),
        ...(variables ? { variables } : {}),
        ...(extensions ? { extensions } : {}),
      },
      { contextValue },
    );
    if (body.kind !== "single") throw new Error("Incremental delivery is not in this schema.");
    return body.singleResult;
  }
}
