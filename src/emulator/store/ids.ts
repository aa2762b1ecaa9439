import { createHash } from "node:crypto";

const FORMS = {
  model: { prefix: "am-", length: 12, first: 30001 },
  version: { prefix: "amv-", length: 12, first: 50001 },
  evaluation: { prefix: "ame-", length: 12, first: 7001 },
  dataset: { prefix: "ds-", length: 16, first: 3001 },
  trainJob: { prefix: "job-", length: 12, first: 31001 },
  resultExport: { prefix: "amemt-", length: 12, first: 201 },
  run: { prefix: "task-", length: 12, first: 21001 },
  compression: { prefix: "amva-", length: 12, first: 901 },
  datasetGroup: { prefix: "dg-", length: 12, first: 4001 },
  modelExport: { prefix: "export-", length: 12, first: 301 },
} as const;

export type IdKind = keyof typeof FORMS;

/** Every object has both. */
export interface IdPair {
  readonly numeric: number;
  readonly text: string;
}

/** Numbers count up from beyond the seed's; the text follows from the number. */
export class Ids {
  readonly #used = new Map<IdKind, number>();

  next(kind: IdKind): IdPair {
    const { prefix, length, first } = FORMS[kind];
    const used = this.#used.get(kind) ?? 0;
    this.#used.set(kind, used + 1);
    const numeric = first + used;
    return { numeric, text: prefix + lettersAndDigits(`${prefix}${numeric}`, length) };
  }
}

/** The id of something that has no integer; the same for the same seed. */
export function textId(prefix: string, seed: string, length: number): string {
  return prefix + lettersAndDigits(`${prefix}${seed}`, length);
}

function lettersAndDigits(text: string, length: number): string {
  const digest = createHash("sha256").update(text).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(-length);
}
