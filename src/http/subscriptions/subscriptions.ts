import type { IncomingHttpHeaders } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import type { Mask } from "../../answer-errors.ts";
import type { Admission } from "../../auth/admission.ts";
import type { Caller } from "../../auth/caller.ts";
import { credentialsOfHeaders } from "../../auth/credentials.ts";
import { scopesNeeded } from "../../auth/scopes-of-roots.ts";
import { languageOf, type OperationContext } from "../../context.ts";
import { Sighting, type Trouble } from "../../datasources/watching/sighting.ts";
import { CallerGone, during, type Waiting } from "../../deadline.ts";
import type { OnEnded } from "../../ended-operation.ts";
import { type Language, ServiceError } from "../../errors.ts";
import type { OperationLimits } from "../../limits/operation-limits.ts";
import { SubscriptionRecord } from "../../logging/subscriptions.ts";
import type { StopSignal } from "../../stop-signal.ts";
import type { Metrics } from "../../telemetry/metrics.ts";
import type { Time } from "../../time.ts";
import type { Safelist } from "../safelist.ts";
import { CallerCheck } from "./caller-check.ts";
import { failedResult, formatted, presentable } from "./errors.ts";
import { OpenSubscriptions, type SubscriptionBounds } from "./open-subscriptions.ts";
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
  readonly callers: Pick<Admission, "asks" | "admit" | "authenticate">;
  /** Made anew for each event, which is an operation of its own: with its own loaders and budget. */
  readonly contextOf: (caller: Caller, sent: Introduction, waiting: Waiting) => OperationContext;
  readonly bounds: SubscriptionBounds;
  /** How often the caller of a subscription is checked again, where callers are configured. */
  readonly heartbeatMs: number;
  readonly time: Time;
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
 * each must keep is checked in `start`, and its caller for each event again.
 */
export class Subscriptions {
  readonly #open: OpenSubscriptions;

  constructor(private readonly options: SubscriptionsOptions) {
    this.#open = new OpenSubscriptions(options.bounds);
  }

  /** How many are open. */
  get open(): number {
    return this.#open.count;
  }

  /** @throws ServiceError for a caller who is not known. */
  authenticate({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.authenticate(credentialsOfHeaders(headers));
  }

  /** Counts a subscription as an operation of its caller's. @throws ServiceError for one too many. */
  admit({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.admit(credentialsOfHeaders(headers));
  }

  /** The subscription that a request asks for, or why there cannot be one. */
  async start(
    request: SubscriptionRequest,
    sent: Introduction,
  ): Promise<Subscription | readonly GraphQLFormattedError[]> {
    const { schema, limits, safelist } = this.options;
    if (safelist && !safelist.allows(request)) {
      return [formatted(new ServiceError("PERSISTED_QUERY_NOT_IN_LIST"), languageOf(sent))];
    }
    const operation = subscriptionOperation(schema, request, limits);
    if (operation instanceof ServiceError) return [formatted(operation, languageOf(sent))];
    return "document" in operation ? new Subscription(operation, sent) : operation;
  }

  /** One result for each event, worked out when it is taken: a slow client takes the newest. */
  results(subscription: Subscription): Repeater<ExecutionResult> {
    const { mask, onEnded } = this.options;
    const language = languageOf(subscription.sent);
    const record = new SubscriptionRecord(onEnded, subscription);
    return new Repeater<ExecutionResult>(async (push, stop) => {
      const gone = new AbortController();
      const releases: (() => void)[] = [];
      let leave = () => {};
      let isSending = false;
      let refused: unknown;
      stop.then(() => {
        for (const release of releases) release();
        gone.abort(new CallerGone());
        leave();
        record.ended();
      });
      const send = async (result: ExecutionResult) => {
        isSending = true;
        await push(record.sent(result));
        isSending = false;
      };
      // A client that does not read gets no last result, and loses its place all the same.
      const refuse = (error: unknown) => {
        refused = error;
        leave();
        if (isSending) stop();
      };
      try {
        releases.push(this.#open.add());
        const caller = await this.authenticate(subscription.sent);
        releases.push(this.#open.addOf(caller));
        const check = this.#check(subscription, caller);
        const contextValue = this.options.contextOf(caller, subscription.sent, gone);
        record.begun(contextValue);
        const events = await createSourceEventStream({ ...subscription, contextValue });
        if (!(Symbol.asyncIterator in events)) {
          await send(presentable(events, language, mask));
          return stop();
        }
        const iterator = events[Symbol.asyncIterator]();
        leave = () => void iterator.return?.();
        if (gone.signal.aborted) leave();
        else if (this.options.callers.asks) {
          check.start(scopesNeeded(contextValue), refuse);
          releases.push(() => check.stop());
        }
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          await send(await this.#result(subscription, check, next.value, language, gone.signal));
        }
        if (refused !== undefined) throw refused;
      } catch (error) {
        if (!gone.signal.aborted) {
          const failed = failedResult(error, subscription.field);
          await send(presentable(failed, language, mask));
        }
      }
      stop();
    });
  }

  #check({ sent }: Subscription, caller: Caller): CallerCheck {
    const { time, heartbeatMs } = this.options;
    const authenticate = () => this.authenticate(sent);
    return new CallerCheck(caller, { authenticate, time, everyMs: heartbeatMs });
  }

  async #result(
    subscription: Subscription,
    check: CallerCheck,
    event: unknown,
    language: Language,
    gone: StopSignal,
  ): Promise<ExecutionResult> {
    const { mask, metrics, contextOf } = this.options;
    return during(gone, async (signal) => {
      const contextValue = contextOf(await check.check(), subscription.sent, { signal });
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
