import { type ApiOperation, newCall } from "../qianfan/index.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";

/** A write that was sent, and the id by which Qianfan finds it in its own logs. */
export interface SentWrite {
  readonly operation: string;
  logId: string | null;
}

/** Sends the writes of one operation, and keeps what was sent for the record. */
export class WriteLog {
  readonly sent: SentWrite[] = [];

  constructor(private readonly upstreamBudget: UpstreamBudget) {}

  send<Request, Answer>(
    operation: ApiOperation<Request, Answer>,
    request: Request,
  ): Promise<Answer> {
    const write: SentWrite = { operation: operation.name, logId: null };
    this.sent.push(write);
    const onLogId = (logId: string | null) => {
      write.logId = logId;
    };
    const started = performance.now();
    return operation
      .call(request, newCall({ onLogId }))
      .finally(() => this.upstreamBudget.wrote(operation.name, started));
  }
}
