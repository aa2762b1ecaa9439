import type { OperationKind } from "../api.ts";
import type { Expected } from "../decode/surprises.ts";
import type { ErrorClass } from "./error-classes.ts";
import type { Operation } from "./operation.ts";
import type { Query, WireReply } from "./wire.ts";

/** An answer that says no: Qianfan's code and words, from the body or the gateway's headers. */
export interface UpstreamError {
  readonly code: string | null;
  readonly message: string;
  readonly requestId: string | null;
}

/** Where an operation is, below the base URL. */
export interface Place {
  /** Absolute and percent-encoded. */
  readonly path: string;
  readonly query?: Query | undefined;
}

/** What differs between the versions of Qianfan's API, of all that lies between a request and its answer. */
export interface Protocol {
  place<Request, Answer>(operation: Operation<Request, Answer>): Place;
  /** Whether an answer says no, and in which words; null where it does not. */
  errorIn(body: unknown, reply: WireReply): UpstreamError | null;
  /** What its error codes mean, beside those of the gateway. */
  readonly codes: ReadonlyMap<string, ErrorClass>;
  /** What an answer holds; undefined where it holds nothing. */
  resultIn(body: unknown, kind: OperationKind): unknown;
  /** The id of an answer in Qianfan's own logs, whatever the answer says. */
  logIdOf(body: unknown, reply: WireReply): string | null;
  /** By operation: how its answers may differ from what their decoder reads. */
  readonly expected?: Readonly<Record<string, Expected>>;
}
