import type { IncomingMessage } from "node:http";
import type { DocumentNode, ExecutionResult } from "graphql";
import Negotiator from "negotiator";
import type { Caller } from "../auth/caller.ts";
import { type Config, isOn } from "../config/index.ts";
import type { QianfanAccount } from "../datasources/account/qianfan-account.ts";
import { DataSources } from "../datasources/index.ts";
import { UpstreamBudget } from "../datasources/upstream-budget.ts";
import type { Language } from "../domain/errors.ts";
import type { WriteAudit } from "../observability/audit-log.ts";
import { type ClientConnection, deadline, type Waiting } from "../util/deadline.ts";
import { AnswerBudget, type AnswerLimits } from "./answer-budget.ts";

/** What is executed of an operation. */
export type Run =
  /** A query or a mutation, whole. */
  | { readonly kind: "operation"; readonly client: ClientConnection }
  | SubscribeRun
  /** A subscription's selection, for one event. */
  | { readonly kind: "event"; readonly event: unknown };

/** A subscription's start. */
export interface SubscribeRun {
  readonly kind: "subscribe";
  /** Where its events come from; null where it has none. */
  events: AsyncIterable<unknown> | null;
  document: DocumentNode | null;
  /** Whether its resolver has run: an error before that is one of the request. */
  hasBegun: boolean;
}

/** What one GraphQL operation carries from its start to its end, over every transport. */
export interface OperationContext {
  readonly caller: Caller;
  /** Names the request in logs, here and at its client's. */
  readonly requestId: string;
  readonly sources: DataSources;
  /** The language its messages are written in. */
  readonly language: Language;
  /** Whether the answer lists the reads that were made upstream. */
  readonly showUpstream: boolean;
  /** Whether the answer says what the operation cost. */
  readonly showCost: boolean;
  /** Whether every caller may have the schema. */
  readonly introspection: boolean;
  /** How long clients may keep answers about what is final. */
  readonly keepSeconds: number;
  readonly run: Run;
  /** A result that is there before Apollo Server asks for it. */
  readonly executed: { result: ExecutionResult | null };
  /** What its answer may hold. */
  readonly budget: AnswerBudget;
  readonly audit: WriteAudit;
}

/** Who sent an operation, and what is to be done with it. */
export interface Sent {
  readonly caller: Caller;
  readonly account: QianfanAccount;
  readonly request: Pick<IncomingMessage, "headers">;
  /** The client: its signal fires when it goes away. */
  readonly waiting: Waiting;
  readonly run: Run;
}

/** Makes the contexts of a server's operations. */
export function contextFactory(config: Config, limits: AnswerLimits, audit: WriteAudit) {
  return ({ caller, account, request, waiting, run }: Sent): OperationContext => {
    const fresh = /\bno-(cache|store)\b/.test(request.headers["cache-control"] ?? "");
    const timeoutMs = config.OPERATION_TIMEOUT_MS;
    const upstreamBudget = new UpstreamBudget(
      deadline(timeoutMs, waiting),
      !fresh,
      config.UPSTREAM_MAX_CALLS,
    );
    return {
      caller,
      requestId: String(request.headers["x-request-id"] ?? ""),
      sources: new DataSources(account, upstreamBudget),
      language: languageOf(request),
      showUpstream: request.headers["x-show-upstream"] === "1",
      showCost: request.headers["x-show-cost"] === "1",
      introspection: isOn(config.INTROSPECTION, config),
      keepSeconds: config.CALLERS_KEEP_SECONDS,
      run,
      executed: { result: null },
      budget: new AnswerBudget(limits, timeoutMs, upstreamBudget.deadline),
      audit,
    };
  };
}

/** The language that a client prefers. */
export function languageOf(request: Pick<IncomingMessage, "headers">): Language {
  if (request.headers["accept-language"] === undefined) return "en";
  return new Negotiator(request).language(["en", "zh"]) === "zh" ? "zh" : "en";
}
