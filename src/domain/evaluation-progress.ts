/** How many of an evaluation's units have come how far. */
export interface EvaluationProgress {
  readonly total: number;
  readonly done: number;
  /** Null where Qianfan tells it of no unit. */
  readonly answered: number | null;
}

interface Task {
  readonly state: string | null;
  readonly units: readonly {
    readonly state: string | null;
    readonly inferenceDataset: { readonly state: string | null } | null;
  }[];
}

/** The words of a unit that is not done, as far as they are known; Qianfan publishes no list. */
const UNFINISHED: ReadonlySet<string | null> = new Set(["Editing", "Doing"]);
const DONE = "Done";

/** Null where it is not known: there are no units, or one of them has a word that may mean anything. */
export function evaluationProgress({ state, units }: Task): EvaluationProgress | null {
  const total = units.length;
  if (total === 0) return null;
  const done = units.filter((unit) => unit.state === DONE).length;
  const areKnown = units.every((unit) => unit.state === DONE || UNFINISHED.has(unit.state));
  // Of a task that is done, every unit is, whatever its word.
  if (state !== "DONE" && !areKnown) return null;
  const datasets = units.map(({ inferenceDataset }) => inferenceDataset);
  const answered = datasets.filter((dataset) => dataset?.state === "SUCCEEDED").length;
  return {
    total,
    done: state === "DONE" ? total : done,
    answered: datasets.some((dataset) => dataset?.state) ? answered : null,
  };
}
