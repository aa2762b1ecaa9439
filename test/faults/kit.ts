import type { FaultInput } from "../../src/emulator/index.ts";
import { type Answer, type AnsweredError, type Kit, startKit } from "../kit/index.ts";

/** For a test of what never comes. */
export const IMPATIENT = { UPSTREAM_TIMEOUT_MS: "500", UPSTREAM_WRITE_TIMEOUT_MS: "300" };

export interface FaultyKit extends Kit {
  /** Reads a model while its call goes wrong, and an evaluation beside it that does not. */
  readModel(fault: FaultInput, times?: number): Promise<Told>;
}

/** What the caller of a query was told. */
export interface Told {
  /** The error at the field concerned; `none` when there is an answer after all. */
  readonly code: string;
  readonly attempts: number | undefined;
  /** How many calls of the operation reached Qianfan. */
  readonly calls: number;
  readonly model: unknown;
  /** What else was asked in the same query. */
  readonly other: unknown;
  /** HTTP status of the GraphQL answer. */
  readonly status: number;
  readonly error: AnsweredError | undefined;
}

export const OTHER = { state: "DONE" };

const QUERY = `{
  model(id: "am-4kq9trv2xw7b") { name versions { version } }
  other: evaluationTask(id: "ame-ig70c0ztmfv9") { state }
}`;

export async function startFaulty(
  settings: Readonly<Record<string, string>> = {},
): Promise<FaultyKit> {
  const kit = await startKit({ settings: { UPSTREAM_RETRY_DELAY_MS: "1", ...settings } });
  return {
    ...kit,
    async readModel(fault, times = 99) {
      kit.qianfan.faults.next("modelDetail", fault, { times });
      return tell(kit, await post(kit.url, QUERY));
    },
  };
}

/** What is told to the caller of the query that no fault was planned for. */
export async function read(kit: Kit): Promise<Told> {
  return tell(kit, await post(kit.url, QUERY));
}

export async function post(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

function tell(kit: Kit, { status, answer }: { status: number; answer: Answer }): Told {
  const error = answer.errors?.[0];
  return {
    code: error?.extensions.code ?? "none",
    attempts: upstreamOf(error)?.attempts,
    calls: kit.upstream().filter((operation) => operation === "modelDetail").length,
    model: answer.data?.model,
    other: answer.data?.other,
    status,
    error,
  };
}

/** `extensions.qianfan` of an error. */
export function upstreamOf(error: AnsweredError | undefined) {
  return error?.extensions.qianfan as
    | { attempts: number; errorCode: string | null; httpStatus: number | null; requestId: string }
    | undefined;
}
