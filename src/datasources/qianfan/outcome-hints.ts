import type {
  EvaluationRequest,
  ExportRequest,
  Localized,
  PublishRequest,
} from "../../domain/index.ts";

// What to look at when a write's answer was lost: nothing in Qianfan's API makes a second one harmless.

export function publishCheck({ target, trainTaskId }: PublishRequest): Localized {
  return "modelName" in target
    ? {
        en: `Look for a model named ${quoted(target.modelName)} with a version published from ${trainTaskId} before you try again.`,
        zh: `重试前请先确认是否已有名为 ${quoted(target.modelName)} 的模型及由 ${trainTaskId} 发布的版本。`,
      }
    : {
        en: `Look for a version published from ${trainTaskId} under model ${target.modelId} before you try again.`,
        zh: `重试前请先确认模型 ${target.modelId} 下是否已有由 ${trainTaskId} 发布的版本。`,
      };
}

export function evaluationCheck({ name, pendingTaskId }: EvaluationRequest): Localized {
  return pendingTaskId === undefined
    ? {
        en: `Look for an evaluation named ${quoted(name)} before you try again.`,
        zh: `重试前请先确认是否已有名为 ${quoted(name)} 的评估任务。`,
      }
    : stopCheck(pendingTaskId);
}

export function stopCheck(id: string): Localized {
  return {
    en: `Look at the state of ${id} before you try again.`,
    zh: `重试前请先查看 ${id} 的状态。`,
  };
}

export function exportCheck({ evaluationTaskId }: ExportRequest): Localized {
  return {
    en: `An export of ${evaluationTaskId} may be under way; trying again makes another one.`,
    zh: `${evaluationTaskId} 的导出任务可能已在进行，重试将产生另一个导出。`,
  };
}

export function deletionCheck(ids: readonly string[]): Localized {
  return {
    en: `Look whether ${ids.join(", ")} can still be found before you try again.`,
    zh: `重试前请先确认 ${ids.join("、")} 是否仍然存在。`,
  };
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
