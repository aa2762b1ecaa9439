/** One call on its way: what whoever asked for it has to say, and what he is told. */
export interface Call {
  /** When it was asked for, by `performance.now()`. */
  readonly started: number;
  /** How often it has been tried so far. */
  attempts: number;
  /** Gives the call up; only ever there for reads. */
  readonly signal?: AbortSignal | undefined;
  /** On whose behalf it is made: where calls have to wait, owners take turns. */
  readonly owner?: object | undefined;
  /** Until when anyone waits, by `performance.now()`: no retry is begun that would come later. It may be put off meanwhile. */
  readonly until?: number | undefined;
  /** Told the id of each answer in Qianfan's logs. */
  readonly onLogId?: ((logId: string | null) => void) | undefined;
}

export function newCall(call: Omit<Call, "attempts" | "started"> = {}): Call {
  return { started: performance.now(), attempts: 0, ...call };
}
