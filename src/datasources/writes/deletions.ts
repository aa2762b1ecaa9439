import {
  BusinessError,
  type BusinessErrorReason,
  type DeletionOutcome,
  type EvaluationTaskRecord,
  type IdKind,
  isNumericId,
  type ModelRecord,
  type ModelVersionSummary,
  ServiceError,
} from "../../domain/index.ts";
import { TURNS } from "../../util/turns.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import { type DeletedObject, deletionsToStore, storedDeletions } from "../cache/stored/index.ts";
import type { WriteName } from "../idempotency/idempotency.ts";
import { deletionInput } from "../idempotency/inputs.ts";
import type { StringIds } from "../ids/string-ids.ts";
import type { Deletion as DeleteOperation, DeletionFailures } from "../qianfan/index.ts";
import type { EvaluationReads } from "../reads/evaluations.ts";
import type { ListReads } from "../reads/lists.ts";
import type { ModelReads } from "../reads/models.ts";
import type { VersionReads } from "../reads/versions.ts";
import { inOneForm, isPresent, type Named } from "./deletion-ids.ts";
import type { WriteLog } from "./write-log.ts";

/** What became of one of the ids. */
export interface Deletion<Found> {
  readonly id: string;
  readonly outcome: DeletionOutcome;
  /** What it names, or named; null when there was no such object. */
  readonly found: Found | null;
  /** Why it was not deleted. */
  readonly refusal: BusinessError | null;
}

type PlatformError = BusinessError | ServiceError;

/** Which objects are to be deleted, and how. */
export interface DeletionRequest extends WriteName {
  readonly ids: readonly string[];
  /** Only looks. An idempotency key is left as it is then. */
  readonly dryRun: boolean;
}

/** All of it, or what is kept of it where the deletion was another request's with the same key. */
export type Deleted<Found> = Promise<Deletion<Found | DeletedObject>[]>;

/** How one kind of object is deleted. */
interface Deletable<Found extends Named> {
  readonly kind: IdKind;
  readonly operation: DeleteOperation;
  readonly notFound: BusinessErrorReason;
  readonly reads: { forget(id: string): void; byId(id: string): Promise<Found | null> };
  /** Whether it is the platform's. */
  isPreset(found: Found): boolean;
  /** Nothing may answer from what was known of it. */
  forget(found: Found): void | Promise<void>;
}

export interface DeletionReads {
  readonly models: ModelReads;
  readonly versions: VersionReads;
  readonly evaluations: EvaluationReads;
  readonly lists: ListReads;
  readonly stringIds: StringIds;
}

/**
 * Deletes several objects at once. Each is looked at first: so an unknown id does not spoil the others,
 * both forms of every id are known, and what is gone can be told by name.
 */
export class Deletions {
  constructor(
    private readonly account: QianfanAccount,
    private readonly writeLog: WriteLog,
    private readonly reads: DeletionReads,
  ) {}

  models(request: DeletionRequest): Deleted<ModelRecord> {
    const { models, versions } = this.reads;
    return this.#delete(request, {
      kind: "model",
      operation: this.account.api.deleteModels,
      notFound: "MODEL_NOT_FOUND",
      reads: models,
      isPreset: ({ source }) => source === "PRESET",
      forget: async (model) => {
        const ids = model.versions.map((version) =>
          this.account.idMap.key("modelVersion", version),
        );
        await versions.forgetAll(ids);
        models.forget(model.id); // In the same message to the other replicas.
        await TURNS.forEach(ids, (id) => {
          this.account.versionPollers.look(id);
          this.account.idMap.forget("modelVersion", id);
        });
      },
    });
  }

  versions(request: DeletionRequest): Deleted<ModelVersionSummary> {
    const { models, versions } = this.reads;
    return this.#delete(request, {
      kind: "modelVersion",
      operation: this.account.api.deleteModelVersions,
      notFound: "MODEL_VERSION_NOT_FOUND",
      reads: versions,
      isPreset: ({ origin }) => origin?.kind === "preset",
      forget: ({ id, model }) => {
        versions.forget(id);
        this.account.versionPollers.look(id);
        if (model) models.forget(this.account.idMap.key("model", model));
      },
    });
  }

  evaluations(request: DeletionRequest): Deleted<EvaluationTaskRecord> {
    const { evaluations } = this.reads;
    return this.#delete(request, {
      kind: "evaluationTask",
      operation: this.account.api.deleteEvaluationTasks,
      notFound: "EVALUATION_TASK_NOT_FOUND",
      reads: evaluations,
      isPreset: () => false,
      forget: ({ id }) => {
        evaluations.forget(id);
        this.account.evaluationPollers.look(id);
      },
    });
  }

  #delete<Found extends Named>(
    { ids, dryRun, ...name }: DeletionRequest,
    what: Deletable<Found>,
  ): Deleted<Found> {
    if (dryRun) return this.#run(ids, true, what);
    const { idempotency, idMap } = this.account;
    const write = {
      ...name,
      operation: what.operation.name,
      input: deletionInput(what.kind, ids),
      answer: storedDeletions,
      keep: deletionsToStore,
      learnIds: async (deletions: readonly Deletion<Named>[]) => {
        for (const { found } of deletions) if (found) idMap.learn(what.kind, found);
      },
    };
    return idempotency.once<Deletion<Found | DeletedObject>[]>(write, () =>
      this.#run(ids, false, what),
    );
  }

  async #run<Found extends Named>(
    ids: readonly string[],
    dryRun: boolean,
    what: Deletable<Found>,
  ): Promise<Deletion<Found>[]> {
    for (const id of ids) what.reads.forget(id);
    const looked = await Promise.all(ids.map((id) => this.#look(id, what)));
    const doomed = looked.filter(({ refusal }) => refusal === null).map(({ found }) => found);
    if (dryRun || doomed.length === 0) return looked;
    const failures = await this.#send(doomed.filter(isPresent), what);
    return Promise.all(looked.map((deletion) => this.#outcome(deletion, failures, what)));
  }

  async #look<Found extends Named>(id: string, what: Deletable<Found>): Promise<Deletion<Found>> {
    const { isPreset, notFound } = what;
    const found = await this.#read(id, what);
    if (!found)
      return { id, outcome: "NOT_FOUND", found, refusal: new BusinessError(notFound, "", null) };
    // One of these among the ids might make Qianfan refuse all of them.
    return isPreset(found)
      ? {
          id,
          outcome: "NOT_DELETED",
          found,
          refusal: new BusinessError("MODEL_IS_PRESET", "", null),
        }
      : { id, outcome: "WOULD_BE_DELETED", found, refusal: null };
  }

  // The string form of its id is looked up now: no answer has it when the object is gone.
  async #read<Found extends Named>(
    id: string,
    { kind, reads }: Deletable<Found>,
  ): Promise<Found | null> {
    const found = await reads.byId(id);
    if (!found || !isNumericId(found.id)) return found;
    return { ...found, id: await this.reads.stringIds.find(kind, found) };
  }

  /** By id, why it is not certain that Qianfan has deleted it; nothing of what it has. */
  async #send<Found extends Named>(
    doomed: readonly Found[],
    what: Deletable<Found>,
  ): Promise<DeletionFailures> {
    const sent = inOneForm(doomed, what.kind, this.account.idMap);
    const failures = new Map<string, PlatformError>();
    try {
      for (const ids of sent) {
        for (const [id, failure] of await this.writeLog.send(what.operation, ids)) {
          failures.set(id, failure);
        }
      }
      return partOf(failures, sent.flat().length);
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      return new Map(sent.flat().map((id) => [id, failure]));
    } finally {
      for (const found of doomed) {
        await what.forget(found);
        this.account.idMap.forget(what.kind, found.id);
      }
      this.reads.lists.forget();
    }
  }

  /**
   * Whether a refusal of one spares the others is not documented, and a lost answer tells nothing:
   * Qianfan is asked what is still there.
   */
  async #outcome<Found extends Named>(
    deletion: Deletion<Found>,
    failures: DeletionFailures,
    { reads }: Deletable<Found>,
  ): Promise<Deletion<Found>> {
    const { found } = deletion;
    if (deletion.outcome !== "WOULD_BE_DELETED" || !found) return deletion;
    const failure = failures.get(found.id) ?? failures.get(found.numericId ?? "");
    if (!failure) return { ...deletion, outcome: "DELETED" };
    if (failure instanceof BusinessError) {
      return (await reads.byId(deletion.id))
        ? { ...deletion, outcome: "NOT_DELETED", refusal: failure }
        : { ...deletion, outcome: "DELETED" };
    }
    // A look that fails leaves it as unknown as it was.
    const isGone = await reads.byId(deletion.id).then(
      (found) => found === null,
      () => false,
    );
    if (!isGone) throw failure;
    return { ...deletion, outcome: "DELETED" };
  }
}

/** Failures of some, which say so at their ids; the failure of all is that of the whole deletion. */
function partOf(failures: ReadonlyMap<string, PlatformError>, count: number): DeletionFailures {
  const [first] = failures.values();
  if (first instanceof ServiceError && failures.size === count) {
    const isOpen = failureOf(first);
    if (!isOpen) throw first;
    return failures;
  }
  const told = [...failures].map(([id, failure]): [string, PlatformError] => {
    if (failure instanceof BusinessError) return [id, failure];
    const requestId = failure.options.qianfan?.requestId ?? null;
    return [id, new BusinessError("NOT_DELETED", failure.message, requestId)];
  });
  return new Map(told);
}

/** What leaves it open which objects are gone: a refusal, an error of a code that nobody documents, a lost answer. */
function failureOf(error: unknown): PlatformError | null {
  if (error instanceof BusinessError) return error;
  if (!(error instanceof ServiceError)) return null;
  return error.code === "OUTCOME_UNKNOWN" || error.code === "QIANFAN_ERROR" ? error : null;
}
