import type { IncomingHttpHeaders } from "node:http";
import { parseAuthorization } from "./auth/authorization-header.ts";
import type { Answer } from "./http/answer.ts";
import type { ReceivedRequest } from "./http/receive.ts";
import { operationName } from "./http/router.ts";

/** A request that arrived, and what became of it. */
export interface Call {
  /** `modelDetail`, `eval/create`, `DescribeModel` and so on; the path when no operation is there. */
  readonly operation: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  /** Whom the request claims to come from. */
  readonly accessKey: string | null;
  /** Counts arrivals and answers alike: calls overlap when one starts before the other has ended. */
  readonly started: number;
  /** Null until the answer is written, and for ever when the caller has gone before. */
  ended: number | null;
  errorCode: number | string | null;
  status: number | null;
}

/** Writes down every call in order of arrival. */
export class CallLog {
  readonly calls: Call[] = [];
  #events = 0;

  open({ path, query, body, headers }: ReceivedRequest): Call {
    const call: Call = {
      operation: operationName({ path, query }),
      body,
      headers,
      accessKey: parseAuthorization(headers.authorization ?? "")?.accessKey ?? null,
      started: this.#next(),
      ended: null,
      errorCode: null,
      status: null,
    };
    this.calls.push(call);
    return call;
  }

  close(call: Call, { status, errorCode }: Pick<Answer, "status" | "errorCode">): void {
    call.ended = this.#next();
    call.status = status;
    call.errorCode = errorCode;
  }

  #next(): number {
    this.#events += 1;
    return this.#events;
  }
}
