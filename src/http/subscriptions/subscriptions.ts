import type { IncomingHttpHeaders } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { Mask } from "../../answer-errors.ts";
import type { Admission } from "../../auth/admission.ts";
import type { Caller } from "../../auth/caller.ts";
import { credentialsOfHeaders } from "../../auth/credentials.ts";
import { languageOf, type OperationContext } from "../../context.ts";
import { Sighting, type Trouble } from "../../datasources/watching/sighting.ts";
import { ClientDisconnected, during, type Waiting } from "../../deadline.ts";
import type { OnEnded } from "../../ended-operation.ts";
import { type Language, ServiceError } from "../../errors.ts";
import type { OperationLimits } from "../../limits/operation-limits.ts";
import { SubscriptionRecord } from "../../logging/subscriptions.ts";
import type { Metrics } from "../../telemetry/metrics.ts";
import type { Safelist } from "../safelist.ts";
import { failedResult, presentable, refusal, tooMany } from "./errors.ts";
import {
  type SubscriptionOperation,
  type SubscriptionRequest,
  subscriptionOperation,
} from "./operation.ts";

/** What a subscriber sent: the headers of the request, and over them what a WebSocket introduced itself with. */
export interface Introduction {
  readonly headers: IncomingHttpHeaders;
}

export interface SubscriptionsOptions {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly callers: Pick<Admission, "admit" | "authenticate">;
  /** Made anew for each event, which is an operation of its own: with its own loaders and budget. */
  readonly contextOf: (caller: Caller, sent: Introduction, waiting: Waiting) => OperationContext;
  readonly maxOpen: number;
  /** Null where any operation may be asked for. */
  readonly safelist: Safelist | null;
  readonly mask: Mask;
  /** Null where nobody asks for them. */
  readonly onEnded: OnEnded;
  readonly metrics: Metrics | null;
}

/** A subscription that may begin. */
export class Subscription implements ExecutionArgs {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: ExecutionArgs["operationName"];
  readonly variableValues: ExecutionArgs["variableValues"];
  readonly field: string;

  constructor(
    operation: SubscriptionOperation,
    readonly sent: Introduction,
  ) {
    this.schema = operation.schema;
    this.document = operation.document;
    this.operationName = operation.operationName;
    this.variableValues = operation.variableValues;
    this.field = operation.field;
  }
}

/**
 * Subscriptions, whichever way they come. Apollo's pipeline and plugins do not run for them: what
 * each must keep is checked in `onSubscribe`, and who asks by `contextOf`, for each event again.
 */
export class Subscriptions {
  #open = 0;

  constructor(private readonly options: SubscriptionsOptions) {}

  /** How many are open. */
  get open(): number {
    return this.#open;
  }

  /** @throws ServiceError for whoever is not known. */
  meet({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.authenticate(credentialsOfHeaders(headers));
  }

  /** Counts a subscription as an operation of its caller's. @throws ServiceError for one too many. */
  admit({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.admit(credentialsOfHeaders(headers));
  }

  /** The subscription that a request asks for, or why there cannot be one. */
  onSubscribe(
    request: SubscriptionRequest,
    sent: Introduction,
  ): Subscription | readonly GraphQLError[] {
    const { schema, limits, safelist } = this.options;
    if (safelist && !safelist.allows(request)) {
      return [refusal(new ServiceError("PERSISTED_QUERY_NOT_IN_LIST"), languageOf(sent))];
    }
    const operation = subscriptionOperation(schema, request, limits);
    if (operation instanceof ServiceError) return [refusal(operation, languageOf(sent))];
    return "document" in operation ? new Subscription(operation, sent) : operation;
  }

  /** One result for each event, worked out when it is taken: whoever is slow takes the newest. */
  results(subscription: Subscription): Repeater<ExecutionResult> {
    const { mask, onEnded } = this.options;
    const language = languageOf(subscription.sent);
    const record = new SubscriptionRecord(onEnded, subscription);
    return new Repeater<ExecutionResult>(async (push, stop) => {
      const gone = new AbortController();
      let leave = () => {};
      this.#open += 1;
      stop.then(() => {
        this.#open -= 1;
        gone.abort(new ClientDisconnected());
        leave();
        record.ended();
      });
      try {
        const events = await this.#events(subscription, record, gone.signal);
        if (!(Symbol.asyncIterator in events)) {
          await push(record.sent(presentable(events, language, mask)));
          return stop();
        }
        const iterator = events[Symbol.asyncIterator]();
        leave = () => void iterator.return?.();
        if (gone.signal.aborted) leave();
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          const result = await this.#result(subscription, next.value, language, gone.signal);
          await push(record.sent(result));
        }
      } catch (error) {
        if (!gone.signal.aborted) {
          const failed = failedResult(error, subscription.field);
          await push(record.sent(presentable(failed, language, mask)));
        }
      }
      stop();
    });
  }

  async #events(subscription: Subscription, record: SubscriptionRecord, gone: AbortSignal) {
    const { maxOpen } = this.options;
    if (this.#open > maxOpen) throw tooMany(maxOpen, { en: "at once", zh: "本服务" });
    const contextValue = await this.#context(subscription.sent, gone);
    record.begun(contextValue);
    return createSourceEventStream({ ...subscription, contextValue });
  }

  // Whoever may not ask any more is told nothing more.
  async #context(sent: Introduction, gone: AbortSignal): Promise<OperationContext> {
    return this.options.contextOf(await this.meet(sent), sent, { signal: gone });
  }

  async #result(
    subscription: Subscription,
    event: unknown,
    language: Language,
    gone: AbortSignal,
  ): Promise<ExecutionResult> {
    const { mask, metrics } = this.options;
    return during(gone, async (over) => {
      const contextValue = await this.#context(subscription.sent, over);
      const result = await execute({ ...subscription, rootValue: event, contextValue });
      metrics?.readsMade(contextValue.sources.spending.reads);
      const extensions = {
        ...(contextValue.showUpstream ? { upstream: contextValue.sources.spending.reads } : {}),
        ...(event instanceof Sighting ? toldOfTrouble(event.trouble, language, mask) : {}),
      };
      const told = Object.keys(extensions).length > 0 ? { ...result, extensions } : result;
      return presentable(told, language, mask);
    });
  }
}

/** `extensions.watch`: what is shown may be out of date, since when and why. */
function toldOfTrouble(trouble: Trouble | null, language: Language, mask: Mask): object {
  if (trouble === null) return {};
  const { error, since } = trouble;
  const told = { message: error.messageIn(language), extensions: { ...error.extensions } };
  return { watch: { outOfDateSince: since, error: mask(told, error) } };
}
