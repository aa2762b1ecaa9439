import type { Registry } from "../store/registry.ts";
import type { StoredTask } from "../store/task.ts";

/** As many as stay; an older one is deleted. */
const MAX_KEPT = 20;

/** Evaluations that a demo always has one of to watch, from its first state to its last. */
export class MovingEvaluation {
  readonly #made: StoredTask[] = [];

  constructor(private readonly registry: Registry) {}

  /** One that still waits to begin: the last one made, or a new one. */
  current(): StoredTask {
    const last = this.#made.at(-1);
    return last?.state === "Pending" ? last : this.#begin();
  }

  #begin(): StoredTask {
    const { registry } = this;
    const model = [...registry.own.models].find(({ versions }) => versions.length > 0);
    if (!model) throw new Error("The demo has no model to evaluate.");
    const task = registry.addTask({
      name: `演示_评估_${this.#made.length + 1}`,
      versions: model.versions.slice(0, 2),
      modes: ["rule", "model"],
      startedAt: registry.clock.now(),
    });
    this.#made.push(task);
    const old = this.#made.at(-MAX_KEPT - 1);
    if (old) registry.deleteTask(old.evalIdStr);
    return task;
  }
}
