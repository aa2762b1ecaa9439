import {
  type EvaluationReportEntryRecord,
  type EvaluationTaskRecord,
  isNumericId,
  type Known,
  type Ref,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account.ts";
import type { Spending } from "../spending.ts";
import { type Loader, loaderById } from "./loader.ts";

/** The states in which an evaluation has nothing to report yet; Qianfan is not asked in these. */
const WITHOUT_REPORT: ReadonlySet<string> = new Set([
  "EDITING",
  "PENDING",
  "DOING",
  "DOING_WITH_METRICS_CALCULATING",
  "STOPPING",
]);

/** Evaluation tasks by eval/detail, their reports by eval/report. */
export class EvaluationReads {
  readonly #tasks: Loader<string, EvaluationTaskRecord | null>;
  readonly #reports: Loader<string, readonly EvaluationReportEntryRecord[] | null>;

  constructor(
    private readonly account: QianfanAccount,
    private readonly spending: Spending,
  ) {
    this.#tasks = loaderById((id) => this.#readTask(id));
    this.#reports = loaderById((id) => account.evaluationReport.read(id, spending));
  }

  byId(id: string): Promise<EvaluationTaskRecord | null> {
    return this.#tasks.load(this.account.identities.canonical("evaluationTask", id));
  }

  complete(source: Ref): Promise<EvaluationTaskRecord | null> {
    return this.byId(this.#key(source));
  }

  /** A task once it is final, or as it is when the time is up. */
  async settled(source: Ref, withinMs: number): Promise<EvaluationTaskRecord | null> {
    const task = await this.complete(source);
    if (!task || task.isFinal) return task;
    return this.spending.deadline.paused((gone) =>
      this.account.evaluationWatches.settled(task, withinMs, gone, this.spending.waits),
    );
  }

  /** A task's report, or null while there is none. */
  async report(
    source: Known<EvaluationTaskRecord>,
  ): Promise<{ report: readonly EvaluationReportEntryRecord[] | null }> {
    const task = source.state === undefined ? await this.complete(source) : source;
    if (!task?.state || WITHOUT_REPORT.has(task.state)) return { report: null };
    const key = this.#key(source);
    const { evaluationReport, finalReports } = this.account;
    const final = task.isFinal && this.spending.useFinals ? await finalReports.get(key) : undefined;
    if (final) {
      this.spending.cached(evaluationReport.name, key);
      this.account.identities.learnTaskOf(final, key);
      return { report: final };
    }
    const report = await this.#reports.load(key);
    // A final task may tell its figures late: only a report that has some stays as it is.
    if (report && report.length > 0 && task.isFinal) finalReports.set(key, report);
    return { report };
  }

  /** Resolves when no task is being read for this operation. */
  readsUnderWay(): Promise<void> {
    return this.#tasks.settled();
  }

  /** A task by whichever form of its id is asked for, without a call. */
  named(id: string): Ref {
    const key = this.#key({ id });
    const other = this.account.identities.otherForm("evaluationTask", key);
    if (isNumericId(key)) return { numericId: key };
    return { id: key, ...(other ? { numericId: other } : {}) };
  }

  forget(id: string): void {
    for (const form of this.account.identities.forms("evaluationTask", id)) {
      this.#tasks.clear(form);
      this.#reports.clear(form);
    }
    this.account.changed("evaluationTask", [id]);
  }

  #key(task: Ref): string {
    return this.account.identities.key("evaluationTask", task);
  }

  async #readTask(key: string): Promise<EvaluationTaskRecord | null> {
    const { evaluationDetail, finalEvaluations, finalReports } = this.account;
    const final = this.spending.useFinals ? await finalEvaluations.get(key) : undefined;
    if (final) {
      this.spending.cached(evaluationDetail.name, key);
      return final;
    }
    const task = await evaluationDetail.read(key, this.spending);
    // Asked by one form of its id, it may be asked for by the other before this operation has ended.
    if (task && task.id !== key) this.#tasks.prime(task.id, task);
    const canonical = this.#key({ id: key });
    if (task?.isFinal) {
      finalEvaluations.set(canonical, task);
    } else {
      // It may have gone back from a final state, however odd that is.
      finalEvaluations.forget(canonical);
      finalReports.forget(canonical);
    }
    return task;
  }
}
