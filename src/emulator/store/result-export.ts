import type { Clock } from "../clock.ts";
import { type ExportState, exportState } from "../life/export-life.ts";
import { type ResultRow, resultRows } from "../report/rows.ts";
import type { IdPair } from "./ids.ts";
import type { StoredTask } from "./task.ts";

export const EXPORT_CONTENTS = ["prompt", "prediction", "completion", "metrics"] as const;
/** `system` is V2's. The samples have no system text: it adds nothing. */
export type ExportContent = (typeof EXPORT_CONTENTS)[number] | "system";

export interface ExportSettings {
  readonly task: StoredTask;
  /** `storage` goes to the bucket `volumeId`. */
  readonly exportType: "local" | "storage";
  readonly volumeId?: string | undefined;
  readonly contents: readonly ExportContent[];
  /** All results when left out. */
  readonly resultIds?: readonly string[] | undefined;
  readonly startedAt: Date;
}

/** An export of a task's results. Its state follows from the clock. */
export class StoredResultExport {
  constructor(
    readonly id: IdPair,
    readonly settings: ExportSettings,
    private readonly clock: Clock,
  ) {}

  get state(): ExportState {
    return exportState(this.settings.startedAt, this.clock.now(), this.rows.length === 0);
  }

  get rows(): readonly ResultRow[] {
    const { task, resultIds } = this.settings;
    return resultRows(task).filter(({ id }) => resultIds?.includes(id) ?? true);
  }

  get path(): string {
    const { task, startedAt } = this.settings;
    const file = `${task.settings.name}_${task.evalId}_${startedAt.getTime()}.zip`;
    return `qianfan_modelrepo_offline/workspace/model_eval_result_export/${file}`;
  }
}
