import {
  CREATABLE_MODEL_TYPES,
  type CreatableModelType,
  type PublishRequest,
} from "../../../../domain/index.ts";
import { invalid, type RequestProblem } from "../../request-problem.ts";

/** A model by its id or by its name; Qianfan refuses both together. */
export type ModelSelector = { readonly id: string } | { readonly name: string };

/** A new model, without a version. */
export interface ModelRequest {
  readonly name: string;
  readonly type: CreatableModelType;
  readonly tags?: readonly string[] | undefined;
}

/** A finished train task to publish as a version of a model that is there. */
export interface VersionRequest {
  readonly modelId: string;
  readonly trainTaskId: string;
  /** The checkpoint; the last one when left out. */
  readonly step?: number | undefined;
  readonly description?: string | undefined;
}

/** `VioceGeneration` is spelled so. */
const TYPES: Readonly<Record<CreatableModelType, string>> = {
  TEXT_GENERATION: "Text2Text",
  IMAGE_GENERATION: "Text2Image",
  VECTOR: "Embedding",
  IMAGE_UNDERSTANDING: "ImageUnderstanding",
  VIDEO_GENERATION: "VideoGeneration",
  VOICE_GENERATION: "VioceGeneration",
  REASONING: "Reasoning",
  RERANKING: "Reranker",
};

export const modelSelector = (model: ModelSelector) =>
  "id" in model ? { modelSetId: model.id } : { modelSetName: model.name };

export const byModelSetId = (modelSetId: string) => ({ modelSetId });
export const byModelId = (modelId: string) => ({ modelId });

export function modelSetBody({ name, type, tags }: ModelRequest) {
  const labels = tags !== undefined && tags.length > 0 ? { labels: tags } : {};
  return { modelSetName: name, modelType: TYPES[type], ...labels };
}

/**
 * CreateCustomModel. `checkpointStep` stands in the page's field table (Ylw02ns4o), and in the SDK branch
 * after a live run; the page's example writes `step`.
 */
export function modelBody({ modelId, trainTaskId, step, description }: VersionRequest) {
  return {
    modelSetId: modelId,
    sourceType: "Train",
    trainMeta: { taskId: trainTaskId, checkpointStep: step },
    description,
  };
}

const MAX_DESCRIPTION = 300;

/** What keeps V2 from publishing; nothing may be sent unless this is empty. */
export function publishProblems(request: PublishRequest): RequestProblem[] {
  const { target, modelType, tags, description = "" } = request;
  const problems: RequestProblem[] = [];
  if ("modelName" in target && modelType === undefined) {
    const en = `one of ${CREATABLE_MODEL_TYPES.join(", ")}; V2 needs it for a new model`;
    const zh = `${CREATABLE_MODEL_TYPES.join("、")} 之一（V2 新建模型时必填）`;
    problems.push(invalid(["modelType"], en, zh));
  }
  if ("modelId" in target && tags !== undefined) {
    const en = "V2 takes tags of a new model alone; leave them out";
    problems.push({
      path: ["tags"],
      is: "unsupported",
      reason: { en, zh: "V2 仅在新建模型时接受标签，请省略" },
    });
  }
  if ([...description].length > MAX_DESCRIPTION) {
    const en = `at most ${MAX_DESCRIPTION} characters under V2`;
    problems.push(invalid(["description"], en, `V2 最多 ${MAX_DESCRIPTION} 个字符`));
  }
  return problems;
}
