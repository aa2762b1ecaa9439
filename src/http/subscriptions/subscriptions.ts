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
import type { Logger } from "pino";
import { languageOf, type OperationContext } from "../../context.ts";
import { Sighting, type Trouble } from "../../datasources/watching/sighting.ts";
import { CallerGone, during } from "../../deadline.ts";
import { type Language, ServiceError } from "../../errors.ts";
import type { Safelist } from "../safelist.ts";
import { failedResult, presentable, refusal, tooMany } from "./errors.ts";
import {
  type SubscriptionOperation,
  type SubscriptionRequest,
  subscriptionOperation,
} from "./operation.ts";

/** Who subscribes: the headers of the request, and over them what a WebSocket introduced itself with. */
export interface Caller {
  readonly headers: IncomingHttpHeaders;
}

export interface SubscriptionsOptions {
  readonly schema: GraphQLSchema;
  /** Made anew for each event, which is an operation of its own: with its own loaders and budget. */
  readonly contextOf: (caller: Caller, gone: AbortSignal) => OperationContext;
  readonly maxOpen: number;
  /** Null where any operation may be asked for. */
  readonly safelist: Safelist | null;
  readonly log: Logger;
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
    readonly caller: Caller,
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

  /** The subscription that a request asks for, or why there cannot be one. */
  onSubscribe(
    request: SubscriptionRequest,
    caller: Caller,
  ): Subscription | readonly GraphQLError[] {
    const { schema, safelist } = this.options;
    if (safelist && !safelist.allows(request)) {
      return [refusal(new ServiceError("PERSISTED_QUERY_NOT_IN_LIST"), languageOf(caller))];
    }
    const operation = subscriptionOperation(schema, request);
    return "document" in operation ? new Subscription(operation, caller) : operation;
  }

  /** One result for each event, worked out when it is taken: whoever is slow takes the newest. */
  results(subscription: Subscription): Repeater<ExecutionResult> {
    const language = languageOf(subscription.caller);
    return new Repeater<ExecutionResult>(async (push, stop) => {
      const gone = new AbortController();
      let leave = () => {};
      this.#open += 1;
      stop.then(() => {
        this.#open -= 1;
        gone.abort(new CallerGone());
        leave();
      });
      try {
        const events = await this.#events(subscription, gone.signal);
        if (!(Symbol.asyncIterator in events)) {
          await push(presentable(events, language, this.options.log));
          return stop();
        }
        const iterator = events[Symbol.asyncIterator]();
        leave = () => void iterator.return?.();
        if (gone.signal.aborted) leave();
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          await push(await this.#result(subscription, next.value, language, gone.signal));
        }
      } catch (error) {
        if (!gone.signal.aborted) {
          await push(
            presentable(failedResult(error, subscription.field), language, this.options.log),
          );
        }
      }
      stop();
    });
  }

  async #events(subscription: Subscription, gone: AbortSignal) {
    const { contextOf, maxOpen } = this.options;
    if (this.#open > maxOpen) throw tooMany(maxOpen, { en: "at once", zh: "本服务" });
    const contextValue = contextOf(subscription.caller, gone);
    return createSourceEventStream({ ...subscription, contextValue });
  }

  async #result(
    subscription: Subscription,
    event: unknown,
    language: Language,
    gone: AbortSignal,
  ): Promise<ExecutionResult> {
    const { contextOf, log } = this.options;
    return during(gone, async (over) => {
      const contextValue = contextOf(subscription.caller, over);
      const result = await execute({ ...subscription, rootValue: event, contextValue });
      const extensions = {
        ...(contextValue.showUpstream ? { upstream: contextValue.sources.spending.reads } : {}),
        ...(event instanceof Sighting ? toldOfTrouble(event.trouble, language) : {}),
      };
      const told = Object.keys(extensions).length > 0 ? { ...result, extensions } : result;
      return presentable(told, language, log);
    });
  }
}

/** `extensions.watch`: what is shown may be out of date, since when and why. */
function toldOfTrouble(trouble: Trouble | null, language: Language): object {
  if (trouble === null) return {};
  const { error, since } = trouble;
  const message = error.messageIn(language);
  return { watch: { outOfDateSince: since, error: { message, extensions: error.extensions } } };
}
