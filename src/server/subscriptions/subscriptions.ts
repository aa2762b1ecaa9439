import type { IncomingHttpHeaders } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import { type DocumentNode, type GraphQLFormattedError, print } from "graphql";
import type { Authentication } from "../../auth/authentication.ts";
import type { Caller } from "../../auth/caller.ts";
import { credentialsOfHeaders } from "../../auth/credentials.ts";
import { scopesNeeded } from "../../auth/scopes-of-roots.ts";
import { SubscriptionRecord } from "../../observability/log-subscriptions.ts";
import { readerOf } from "../../pipeline/client-error.ts";
import type { ErrorFormatter } from "../../pipeline/format-errors.ts";
import type { Pipeline, Result, SubscriptionRequest } from "../../pipeline/index.ts";
import type { OperationContext, Run, SubscribeRun } from "../../pipeline/operation-context.ts";
import type { Report } from "../../pipeline/report-operations.ts";
import { ClientDisconnected, during, type Waiting } from "../../util/deadline.ts";
import type { Time } from "../../util/time.ts";
import { withPersistedQuery } from "../document-id.ts";
import { CallerCheck } from "./caller-check.ts";
import { OpenSubscriptions, type SubscriptionBounds } from "./open-subscriptions.ts";
import { rootKey } from "./root-key.ts";

/** What a subscriber sent: the headers of the request, and over them those of a WebSocket's `connectionParams`. */
export interface Introduction {
  readonly headers: IncomingHttpHeaders;
}

export interface SubscriptionsOptions {
  readonly pipeline: Pipeline;
  readonly callers: Pick<Authentication, "asks" | "admit" | "authenticate">;
  /** Made anew for each event, which is an operation of its own: with its own loaders and budget. */
  readonly createContext: (
    caller: Caller,
    sent: Introduction,
    waiting: Waiting,
    run: Run,
  ) => OperationContext;
  readonly bounds: SubscriptionBounds;
  /** How often the caller of a subscription is checked again, where callers are configured. */
  readonly heartbeatMs: number;
  readonly time: Time;
  readonly errors: ErrorFormatter;
  readonly report: Report;
}

/**
 * Subscriptions, over whichever transport. A subscription's start and each of its events pass the
 * pipeline, and its caller is checked for each of them again.
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

  /**
   * Starts a subscription, or says why there cannot be one. Nothing is held for it until its results are
   * asked for: its events begin with the first one that is taken.
   */
  async start(
    given: SubscriptionRequest,
    sent: Introduction,
  ): Promise<Subscription | readonly GraphQLFormattedError[]> {
    const { pipeline, createContext, report } = this.options;
    const gone = new AbortController();
    const run: SubscribeRun = { kind: "subscribe", events: null, document: null, hasBegun: false };
    try {
      const request = withPersistedQuery(given);
      pipeline.admit(request);
      const context = createContext(await this.authenticate(sent), sent, gone, run);
      const result = await pipeline.run(request, context);
      const { document, events } = run;
      if (!run.hasBegun || !document) return result.errors ?? [];
      const record = new SubscriptionRecord(report, context, document, request.operationName);
      const each = withText(request, document);
      return new Subscription(document, each, sent, context, events ?? result, record, gone);
    } catch (error) {
      return [this.#formatted(error, sent)];
    }
  }

  /** One result for each event, worked out when it is taken: a slow client takes the newest. */
  results(subscription: Subscription): Repeater<Result> {
    const { record, gone, events, context } = subscription;
    return new Repeater<Result>(async (push, stop) => {
      const releases: (() => void)[] = [];
      let leave = () => {};
      let isSending = false;
      let refused: unknown;
      stop.then(() => {
        for (const release of releases) release();
        gone.abort(new ClientDisconnected());
        leave();
        record.ended();
      });
      const send = async (result: Result) => {
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
        releases.push(this.#open.addOf(context.caller));
        if (!(Symbol.asyncIterator in events)) {
          await send(events);
          return stop();
        }
        const check = this.#check(subscription);
        const iterator = events[Symbol.asyncIterator]();
        leave = () => void iterator.return?.();
        if (gone.signal.aborted) leave();
        else if (this.options.callers.asks) {
          check.start(scopesNeeded(context), refuse);
          releases.push(() => check.stop());
        }
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          await send(await this.#result(subscription, check, next.value));
        }
        if (refused !== undefined) throw refused;
      } catch (error) {
        if (!gone.signal.aborted) await send(this.#failure(subscription, error));
      }
      stop();
    });
  }

  #check({ sent, context }: Subscription): CallerCheck {
    const { time, heartbeatMs } = this.options;
    const authenticate = () => this.authenticate(sent);
    return new CallerCheck(context.caller, { authenticate, time, everyMs: heartbeatMs });
  }

  #result(
    { request, sent, gone }: Subscription,
    check: CallerCheck,
    event: unknown,
  ): Promise<Result> {
    const { pipeline, createContext } = this.options;
    return during(gone.signal, async (signal) => {
      const caller = await check.check();
      const context = createContext(caller, sent, { signal }, { kind: "event", event });
      return pipeline.run(request, context);
    });
  }

  /** The last result of a subscription to a field that ends with an error. */
  #failure({ document, request, sent }: Subscription, error: unknown): Result {
    const path = [rootKey(document, request.operationName)];
    return { data: null, errors: [{ ...this.#formatted(error, sent), path }] };
  }

  #formatted(error: unknown, sent: Introduction): GraphQLFormattedError {
    const { errors } = this.options;
    return errors.finish(errors.format({ message: "" }, error), readerOf(sent));
  }
}

// What is named by its id may be forgotten while its events still come.
function withText(
  { extensions, ...request }: SubscriptionRequest,
  document: DocumentNode,
): SubscriptionRequest {
  const { persistedQuery, ...others } = extensions ?? {};
  return { ...request, query: document.loc?.source.body ?? print(document), extensions: others };
}

/** A subscription that has begun. */
export class Subscription {
  constructor(
    readonly document: DocumentNode,
    readonly request: SubscriptionRequest,
    readonly sent: Introduction,
    readonly context: OperationContext,
    /** Its events; or the one result of a subscription that ended before there was any. */
    readonly events: AsyncIterable<unknown> | Result,
    readonly record: SubscriptionRecord,
    /** Fires when its client has gone. */
    readonly gone: AbortController,
  ) {}
}
