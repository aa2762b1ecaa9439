import type { EmulatorOptions } from "../../../src/emulator/index.ts";
import { start } from "../start.ts";
import { v2ClientOf } from "./client.ts";

export { seconds } from "../start.ts";

/** An emulator for one test, with time that stands still, and clients of both its protocols. */
export async function startBoth(options: EmulatorOptions = {}) {
  const { emulator, clock, registry, ...v1 } = await start(options);
  return { emulator, clock, registry, v1, ...v2ClientOf(emulator) };
}

/** What the demo registry has. */
export const MODEL = "am-4kq9trv2xw7b";
export const FIRST = "amv-8nzc3yh5pd1m";
export const SECOND = "amv-2tbk6wq0rv9s";
export const COMPRESSED = "amv-5gx7md2kqw8z";
export const DATASET = "ds-jm4t9wq27bxk1c5e";

/** A request of CreateEvalTask for two versions; settings of the objects may be added. */
export function evalTask(evalConfig: object, evalModelConfig: object = {}) {
  return {
    taskName: "评估",
    evalObjectType: "model",
    evalObjectConfig: {
      evalModelConfig: {
        versionId: DATASET,
        evalModelConfigList: [{ modelId: FIRST }, { modelId: SECOND }],
        ...evalModelConfig,
      },
    },
    evalConfig,
  };
}

export const RULE = { evalMode: "rule", autoRuleEvalConfig: { scoreModes: ["similarity"] } };
export const JUDGE = { evalMode: "model", autoModelEvalConfig: { apiName: "ERNIE-4.0-8K" } };
export const MANUAL = { evalMode: "manual", manualEvalConfig: { evalDimension: [] } };
