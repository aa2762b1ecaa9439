import { setTimeout as sleep } from "node:timers/promises";

const CREATE = `mutation ($mark: String!) { createEvaluationTask(input: { name: $mark
  datasetId: "1402" versions: [{ modelVersionId: "16022" }] rule: { scoreModes: [SIMILARITY] }
  idempotencyKey: $mark }) { evaluationTask { id } userErrors { code } } }`;

/** How often a client tries one write, at most. */
const MAX_TRIES = 40;

export interface KeyedWrites {
  /** How many writes were tried. */
  writes: number;
  /** How many answers came of each kind: `done`, or the code of an error. */
  readonly answers: Map<string, number>;
  /** The ids of the tasks that each write was answered with. */
  readonly made: Map<string, Set<string>>;
}

/**
 * Sends mutations with idempotency keys, each to two replicas at the same time and again until both
 * know how it ended, as impatient clients do.
 *
 * @param mark by which its writes are told from others
 */
export async function sendKeyedWrites(
  urls: readonly string[],
  mark: string,
  isOver: () => boolean,
): Promise<KeyedWrites> {
  const tally: KeyedWrites = { writes: 0, answers: new Map(), made: new Map() };
  while (!isOver()) {
    tally.writes += 1;
    const name = `${mark}-${tally.writes}`;
    await Promise.all([sendUntilKnown(urls, name, tally), sendUntilKnown(urls, name, tally)]);
  }
  return tally;
}

async function sendUntilKnown(
  urls: readonly string[],
  mark: string,
  { answers, made }: KeyedWrites,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const url = urls[Math.floor(Math.random() * urls.length)] ?? "";
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: CREATE, variables: { mark } }),
    });
    const answer: Answer = await response.json();
    const [error] = answer.errors ?? [];
    const code = error?.extensions.code ?? "done";
    answers.set(code, (answers.get(code) ?? 0) + 1);
    const id = answer.data?.createEvaluationTask?.evaluationTask?.id;
    if (id) made.set(mark, (made.get(mark) ?? new Set()).add(id));
    if (!error?.extensions.retryable) return;
    await sleep(Math.random() * 100);
  }
}

interface Answer {
  readonly data?: {
    readonly createEvaluationTask?: {
      readonly evaluationTask?: { readonly id: string } | null;
    } | null;
  };
  readonly errors?: readonly {
    readonly extensions: { readonly code: string; readonly retryable?: boolean };
  }[];
}
