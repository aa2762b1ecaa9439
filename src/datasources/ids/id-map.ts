import type { LRUCache } from "lru-cache";
import {
  type EvaluationReportEntryRecord,
  type IdKind,
  isNumericId,
  type Ref,
} from "../../domain/index.ts";
import { growingCache } from "../cache/growing-cache.ts";

type TaskIds = Pick<EvaluationReportEntryRecord, "evaluationTaskId" | "evaluationNumericId">;

/**
 * What is known of the two forms of ids, and of which model a version belongs to. Neither ever
 * changes, so it is remembered from one operation to the next; one of these serves one account.
 */
export class IdMap {
  // One for each kind: a key made of the kind and the id would have to be hashed anew each time.
  readonly #other = new Map<IdKind, LRUCache<string, string>>();
  readonly #modelOf: LRUCache<string, string>;
  /** Told each pair that is new here. */
  onLearned: ((kind: IdKind, id: string, numericId: string) => void) | null = null;

  constructor(private readonly maxEntries: number) {
    this.#modelOf = growingCache(maxEntries);
  }

  /** How many pairs of ids are known. */
  get size(): number {
    return [...this.#other.values()].reduce((sum, { size }) => sum + size / 2, 0);
  }

  learn(kind: IdKind, { id, numericId }: Ref): void {
    if (!id || !numericId || id === numericId) return;
    const others = this.#others(kind);
    // Every answer tells the pairs of all it names, nearly all of them for the second time.
    if (others.peek(numericId) === id && others.peek(id) === numericId) return;
    this.hear(kind, id, numericId);
    this.onLearned?.(kind, id, numericId);
  }

  /** A pair that another replica has learned. */
  hear(kind: IdKind, id: string, numericId: string): void {
    const others = this.#others(kind);
    others.set(numericId, id);
    others.set(id, numericId);
  }

  /** What a model's own answer tells of its versions. */
  learnVersionsOf(model: Ref, versions: readonly Ref[]): void {
    for (const version of versions) {
      this.learn("modelVersion", version);
      this.learnModelOf(version, model);
    }
  }

  /** A report tells both forms of its task's id, of which the task's own answer may lack one. */
  learnTaskOf(report: readonly TaskIds[], asked: string): void {
    for (const { evaluationTaskId, evaluationNumericId } of report) {
      this.learn("evaluationTask", {
        id: evaluationTaskId ?? undefined,
        numericId: isNumericId(asked) ? asked : evaluationNumericId,
      });
    }
  }

  learnModelOf(version: Ref, model: Ref): void {
    const [versionKey, modelKey] = [this.key("modelVersion", version), this.key("model", model)];
    if (!versionKey || !modelKey || this.#modelOf.peek(versionKey) === modelKey) return;
    this.#modelOf.set(versionKey, modelKey);
  }

  modelOf(versionKey: string): string | undefined {
    return this.#modelOf.get(versionKey);
  }

  /** The other form of an id, once it has been seen. */
  otherForm(kind: IdKind, id: string): string | undefined {
    return this.#others(kind).peek(id);
  }

  /** An id in every form that is known. */
  forms(kind: IdKind, id: string): string[] {
    const other = this.otherForm(kind, id);
    return other === undefined ? [id] : [id, other];
  }

  /** The object is gone for good. */
  forget(kind: IdKind, id: string): void {
    for (const form of this.forms(kind, id)) {
      this.#others(kind).delete(form);
      if (kind === "modelVersion") this.#modelOf.delete(form);
    }
  }

  /** One name for an object, whichever form it is asked by: the string form as soon as it is known. */
  canonical(kind: IdKind, id: string): string {
    return isNumericId(id) ? (this.otherForm(kind, id) ?? id) : id;
  }

  /** The canonical name of whatever a record or reference says of an object; empty when it says nothing. */
  key(kind: IdKind, ref: Ref): string {
    return ref.id ? this.canonical(kind, ref.id) : this.canonical(kind, ref.numericId ?? "");
  }

  #others(kind: IdKind): LRUCache<string, string> {
    const others = this.#other.get(kind) ?? growingCache<string>(this.maxEntries);
    this.#other.set(kind, others);
    return others;
  }
}
