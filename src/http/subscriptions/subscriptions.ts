import type { IncomingHttpHeaders } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import type { DocumentNode, GraphQLFormattedError } from "graphql";
import type { Admission } from "../../auth/admission.ts";
import type { Caller } from "../../auth/caller.ts";
import { credentialsOfHeaders } from "../../auth/credentials.ts";
import { languageOf, type OperationContext, type Run, type SubscribeRun } from "../../context.ts";
import { ClientDisconnected, during, type Waiting } from "../../deadline.ts";
import { ServiceError } from "../../errors.ts";
import { SubscriptionRecord } from "../../logging/subscriptions.ts";
import type { FormatError } from "../../pipeline/format-errors.ts";
import type { Pipeline, Result, SubscriptionRequest } from "../../pipeline/index.ts";
import type { Report } from "../../pipeline/report.ts";
import { formatted, tooMany } from "./errors.ts";
import { rootKey } from "./root-key.ts";

/** What a subscriber sent: the headers of the request, and over them those of a WebSocket's `connectionParams`. */
export interface Introduction {
  readonly headers: IncomingHttpHeaders;
}

export interface SubscriptionsOptions {
  readonly pipeline: Pipeline;
  readonly callers: Pick<Admission, "admit" | "authenticate">;
  /** Made anew for each event, which is an operation of its own: with its own loaders and budget. */
  readonly createContext: (
    caller: Caller,
    sent: Introduction,
    waiting: Waiting,
    run: Run,
  ) => OperationContext;
  readonly maxOpen: number;
  readonly formatError: FormatError;
  readonly report: Report;
}

/**
 * Subscriptions, over whichever transport. A subscription's start and each of its events pass the
 * pipeline, and the caller is authenticated for each of them again.
 */
export class Subscriptions {
  #open = 0;

  constructor(private readonly options: SubscriptionsOptions) {}

  /** How many are open. */
  get open(): number {
    return this.#open;
  }

  /** @throws ServiceError for a caller who is not known. */
  authenticate({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.authenticate(credentialsOfHeaders(headers));
  }

  /** Counts a subscription as an operation of its caller's. @throws ServiceError for one too many. */
  admit({ headers }: Introduction): Promise<Caller> {
    return this.options.callers.admit(credentialsOfHeaders(headers));
  }

  /** Starts a subscription, or says why there cannot be one. */
  async start(
    request: SubscriptionRequest,
    sent: Introduction,
  ): Promise<Subscription | readonly GraphQLFormattedError[]> {
    const { pipeline, createContext, report } = this.options;
    const gone = new AbortController();
    const run: SubscribeRun = { kind: "subscribe", events: null, document: null, hasBegun: false };
    try {
      pipeline.admit(request);
      const caller = await this.authenticate(sent);
      const context = createContext(caller, sent, gone, run);
      const result = await pipeline.run(request, context);
      const { document, events } = run;
      if (!run.hasBegun || !document) return result.errors ?? [];
      const record = new SubscriptionRecord(report, context, document, request.operationName);
      return new Subscription(document, request, sent, events ?? result, record, gone);
    } catch (error) {
      return [this.#formatted(error, sent)];
    }
  }

  /** One result for each event, worked out when it is taken: a slow client takes the newest. */
  results(subscription: Subscription): Repeater<Result> {
    const { record, gone, events } = subscription;
    return new Repeater<Result>(async (push, stop) => {
      this.#open += 1;
      let leave = () => {};
      stop.then(() => {
        this.#open -= 1;
        gone.abort(new ClientDisconnected());
        leave();
        record.ended();
      });
      try {
        this.#checkOpen();
        if (!(Symbol.asyncIterator in events)) {
          await push(record.sent(events));
          return stop();
        }
        const iterator = events[Symbol.asyncIterator]();
        leave = () => void iterator.return?.();
        if (gone.signal.aborted) leave();
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          await push(record.sent(await this.#result(subscription, next.value)));
        }
      } catch (error) {
        if (!gone.signal.aborted) await push(record.sent(this.#failure(subscription, error)));
      }
      stop();
    });
  }

  #checkOpen(): void {
    const { maxOpen } = this.options;
    if (this.#open > maxOpen) throw tooMany(maxOpen, { en: "at once", zh: "本服务" });
  }

  // A caller who may not ask any more gets nothing more.
  async #result({ request, sent, gone }: Subscription, event: unknown): Promise<Result> {
    const { pipeline, createContext } = this.options;
    return during(gone.signal, async (signal) => {
      const caller = await this.authenticate(sent);
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
    const known =
      error instanceof ServiceError ? formatted(error, languageOf(sent)) : { message: "" };
    return this.options.formatError(known, error);
  }
}

/** A subscription that has begun. */
export class Subscription {
  constructor(
    readonly document: DocumentNode,
    readonly request: SubscriptionRequest,
    readonly sent: Introduction,
    /** Its events; or the one result of a subscription that ended before there was any. */
    readonly events: AsyncIterable<unknown> | Result,
    readonly record: SubscriptionRecord,
    /** Fires when its client has gone. */
    readonly gone: AbortController,
  ) {}
}
