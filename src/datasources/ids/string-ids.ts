import { type IdKind, type Ref, ServiceError } from "../../domain/index.ts";
import type { EvaluationReads } from "../reads/evaluations.ts";
import type { ModelReads } from "../reads/models.ts";
import type { ResultExportReads } from "../reads/result-exports.ts";
import type { VersionReads } from "../reads/versions.ts";
import type { IdMap } from "./id-map.ts";

export interface StringIdReads {
  readonly models: ModelReads;
  readonly versions: VersionReads;
  readonly evaluations: EvaluationReads;
  readonly resultExports: ResultExportReads;
}

type Read = (source: Ref) => Promise<unknown> | undefined;

/** Finds the string form of an id where the answer about its object has the integer alone. */
export class StringIds {
  readonly #reads: Readonly<Partial<Record<IdKind, readonly Read[]>>>;

  constructor(
    private readonly idMap: IdMap,
    { models, versions, evaluations, resultExports }: StringIdReads,
  ) {
    // In the order of their cost. What an object was made from is not read again.
    this.#reads = {
      model: [
        (source) => (holds(source, "versions") ? undefined : models.complete(source)),
        async (source) => {
          const [newest] = (await models.complete(source))?.versions ?? [];
          return newest && versions.detail(newest);
        },
      ],
      modelVersion: [
        (source) => (holds(source, "parameters") ? undefined : versions.complete(source)),
        (source) => (holds(source, "parameters") ? undefined : versions.detail(source)),
      ],
      evaluationTask: [
        // The same operation may read the object by its string form too.
        () => evaluations.readsUnderWay(),
        (source) => (holds(source, "state") ? undefined : evaluations.complete(source)),
        (source) => evaluations.report(source),
      ],
      resultExport: [
        (source) => (holds(source, "state") ? undefined : resultExports.complete(source)),
      ],
    };
  }

  /** The string form of an object's id, or the integer's digits where no answer of Qianfan's has it. */
  async find(kind: IdKind, source: Ref): Promise<string> {
    const digits = source.numericId ?? source.id ?? "";
    for (const read of this.#reads[kind] ?? []) {
      const known = this.idMap.otherForm(kind, digits);
      if (known) return known;
      await unlessDeclined(read(source));
    }
    return this.idMap.canonical(kind, digits);
  }
}

function holds(source: object, member: string): boolean {
  return Reflect.get(source, member) !== undefined;
}

// An answer that says something else than was asked for does not have the id either.
async function unlessDeclined(read: Promise<unknown> | undefined): Promise<void> {
  try {
    await read;
  } catch (error) {
    const isAnswer =
      error instanceof ServiceError &&
      (error.code === "QIANFAN_ERROR" || error.code === "QIANFAN_BAD_RESPONSE");
    if (!isAnswer) throw error;
  }
}
