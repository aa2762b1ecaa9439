import type { IncomingMessage } from "node:http";
import Negotiator from "negotiator";
import type { Caller } from "./auth/caller.ts";
import { type Config, isOn } from "./config.ts";
import type { QianfanAccount } from "./datasources/account.ts";
import { DataSources } from "./datasources/index.ts";
import { Spending } from "./datasources/spending.ts";
import { deadline, type Waiting } from "./deadline.ts";
import type { Language } from "./errors.ts";

/** What one GraphQL operation carries from its start to its end. */
export interface OperationContext {
  readonly caller: Caller;
  /** Names the request in logs, here and at whoever sent it. */
  readonly requestId: string;
  readonly sources: DataSources;
  /** The language its messages are written in. */
  readonly language: Language;
  /** Whether the answer lists what was asked upstream. */
  readonly showUpstream: boolean;
  /** Whether every caller may have the schema. */
  readonly introspection: boolean;
  /** How long callers may keep answers about what is final. */
  readonly keepSeconds: number;
}

/** The context of an operation that came over HTTP, for whoever is waiting for its answer. */
export function httpContext(
  caller: Caller,
  account: QianfanAccount,
  config: Config,
  request: Pick<IncomingMessage, "headers">,
  waiting: Waiting,
): OperationContext {
  const fresh = /\bno-(cache|store)\b/.test(request.headers["cache-control"] ?? "");
  const spending = new Spending(
    deadline(config.OPERATION_TIMEOUT_MS, waiting),
    !fresh,
    config.UPSTREAM_MAX_CALLS,
  );
  return {
    caller,
    requestId: String(request.headers["x-request-id"] ?? ""),
    sources: new DataSources(account, spending),
    language: languageOf(request),
    showUpstream: request.headers["x-show-upstream"] === "1",
    introspection: isOn(config.INTROSPECTION, config),
    keepSeconds: config.CALLERS_KEEP_SECONDS,
  };
}

/** The language that a caller prefers. */
export function languageOf(request: Pick<IncomingMessage, "headers">): Language {
  if (request.headers["accept-language"] === undefined) return "en";
  return new Negotiator(request).language(["en", "zh"]) === "zh" ? "zh" : "en";
}
