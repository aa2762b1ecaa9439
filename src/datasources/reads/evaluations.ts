import {
  type EvaluationReportEntryRecord,
  type EvaluationTaskRecord,
  isNumericId,
  type Known,
  type Ref,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
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
    private readonly upstreamBudget: UpstreamBudget,
  ) {
    this.#tasks = loaderById((id) => this.#readTask(id));
    this.#reports = loaderById((id) => account.evaluationReport.read(id, upstreamBudget));
  }

  byId(id: string): Promise<EvaluationTaskRecord | null> {
    return this.#tasks.load(this.account.idMap.canonical("evaluationTask", id));
  }

  complete(source: Ref): Promise<EvaluationTaskRecord | null> {
    return this.byId(this.#key(source));
  }

  /** A task once it is final, or as it is when the time is up. */
  async settled(source: Ref, withinMs: number): Promise<EvaluationTaskRecord | null> {
    const task = await this.complete(source);
    if (!task || task.isFinal) return task;
    return this.upstreamBudget.deadline.paused((gone) =>
      this.account.evaluationPollers.settled(task, withinMs, gone, this.upstreamBudget.waits),
    );
  }

  /** A task's report, or null while there is none. */
  async report(
    source: Known<EvaluationTaskRecord>,
  ): Promise<{ report: readonly EvaluationReportEntryRecord[] | null }> {
    const task = source.state === undefined ? await this.complete(source) : source;
    if (!task?.state || WITHOUT_REPORT.has(task.state)) return { report: null };
    const key = this.#key(source);
    const { evaluationReport, reportCache } = this.account;
    const final =
      task.isFinal && this.upstreamBudget.useResultCache ? await reportCache.get(key) : undefined;
    if (final) {
      this.upstreamBudget.cached(evaluationReport.name, key);
      this.account.idMap.learnTaskOf(final, key);
      return { report: final };
    }
    const report = await this.#reports.load(key);
    // A final task may tell its figures late: only a report that has some stays as it is.
    if (report && report.length > 0 && task.isFinal) reportCache.set(key, report);
    return { report };
  }

  /** Resolves when no task is being read for this operation. */
  readsUnderWay(): Promise<void> {
    return this.#tasks.settled();
  }

  /** A task by whichever form of its id is asked for, without a call. */
  named(id: string): Ref {
    const key = this.#key({ id });
    const other = this.account.idMap.otherForm("evaluationTask", key);
    if (isNumericId(key)) return { numericId: key };
    return { id: key, ...(other ? { numericId: other } : {}) };
  }

  forget(id: string): void {
    for (const form of this.account.idMap.forms("evaluationTask", id)) {
      this.#tasks.clear(form);
      this.#reports.clear(form);
    }
    this.account.changed("evaluationTask", [id]);
  }

  #key(task: Ref): string {
    return this.account.idMap.key("evaluationTask", task);
  }

  async #readTask(key: string): Promise<EvaluationTaskRecord | null> {
    const { evaluationDetail, evaluationCache, reportCache } = this.account;
    const final = this.upstreamBudget.useResultCache ? await evaluationCache.get(key) : undefined;
    if (final) {
      this.upstreamBudget.cached(evaluationDetail.name, key);
      return final;
    }
    const { revision } = this.account;
    const task = await evaluationDetail.read(key, this.upstreamBudget);
    // Asked by one form of its id, it may be asked for by the other before this operation has ended.
    if (task && task.id !== key) this.#tasks.prime(task.id, task);
    const canonical = this.#key({ id: key });
    if (task?.isFinal) {
      // What changed while it was read may be this task's description.
      if (this.account.revision === revision) evaluationCache.set(canonical, task);
    } else {
      // It may have gone back from a final state, however odd that is.
      evaluationCache.forget(canonical);
      reportCache.forget(canonical);
    }
    return task;
  }
}
