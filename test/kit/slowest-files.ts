import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;

/** Prints the files that took longest, imports included, at the end of a run. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => ({ ms: total(module), name: module.relativeModuleId }));
    if (files.length < 2) return;
    const slowest = files.sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
    const lines = slowest.map(({ ms, name }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`);
    process.stdout.write(`\n The slowest files:\n${lines.join("\n")}\n`);
  }
}

function total(module: TestModule): number {
  const { collectDuration, duration, setupDuration } = module.diagnostic();
  return collectDuration + duration + setupDuration;
}
