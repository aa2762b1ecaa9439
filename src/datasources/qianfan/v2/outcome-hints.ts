import type { CompressionRequest, Localized } from "../../../domain/index.ts";
import type { ModelRequest, VersionRequest } from "./requests/model.ts";

// What to look at when a write's answer was lost: V2 has no token that makes a second one harmless.

export function modelCheck({ name }: ModelRequest): Localized {
  return {
    en: `Look for a model named ${quoted(name)} before you try again.`,
    zh: `重试前请先确认是否已有名为 ${quoted(name)} 的模型。`,
  };
}

export function versionCheck({ modelId, trainTaskId }: VersionRequest): Localized {
  return {
    en: `Look for a version published from ${trainTaskId} under model ${modelId} before you try again.`,
    zh: `重试前请先确认模型 ${modelId} 下是否已有由 ${trainTaskId} 发布的版本。`,
  };
}

export function descriptionCheck({ id }: { readonly id: string }): Localized {
  return {
    en: `Look at the description of ${id}; it is harmless to try again.`,
    zh: `请查看 ${id} 的描述；重试没有副作用。`,
  };
}

export function compressionCheck({ name, sourceModelVersionId }: CompressionRequest): Localized {
  return {
    en: `Look for a compression named ${quoted(name)} of ${sourceModelVersionId} before you try again.`,
    zh: `重试前请先确认 ${sourceModelVersionId} 是否已有名为 ${quoted(name)} 的压缩任务。`,
  };
}

export function modelExportCheck(modelVersionId: string): Localized {
  return {
    en: `Look for an export of ${modelVersionId} before you try again.`,
    zh: `重试前请先确认 ${modelVersionId} 是否已有导出任务。`,
  };
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
