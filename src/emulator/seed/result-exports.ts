import type { Registry } from "../store/registry.ts";
import { EXPORT_CONTENTS } from "../store/result-export.ts";

/** One that is done, of the task that most examples are about. */
export function seedResultExports(registry: Registry): void {
  const task = registry.tasks.get(5901);
  if (!task) return;
  registry.addResultExport({
    id: { numeric: 131, text: "amemt-6hq1zk3vw8tb" },
    task,
    exportType: "storage",
    volumeId: "my-bucket",
    contents: EXPORT_CONTENTS,
    startedAt: new Date("2024-04-12T11:00:00+08:00"),
  });
}
