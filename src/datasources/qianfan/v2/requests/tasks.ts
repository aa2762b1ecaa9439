import type {
  CompressionRequest,
  CompressionStrategy,
  EvaluationUpdate,
} from "../../../../domain/index.ts";

export const byTaskId = (taskId: string) => ({ taskId });
export const byVersionId = (versionId: string) => ({ versionId });
export const byModelCompTaskId = (modelCompTaskId: string) => ({ modelCompTaskId });

/** ModifyEvalTask. The page's table writes `describtion`, its example `description` (Emm4n0w6l). */
export const descriptionBody = ({ id, description }: EvaluationUpdate) => ({
  taskId: id,
  description,
  describtion: description,
});

const STRATEGIES: Readonly<Record<CompressionStrategy, string>> = {
  QUANTIZATION: "Quantization",
  SPARSITY: "Sparsity",
};

/** CreateModelCompTask (Amwbl47el). */
export function compressionBody({ settings, ...request }: CompressionRequest) {
  return {
    name: request.name,
    description: request.description,
    sourceModelId: request.sourceModelVersionId,
    modelSetId: request.targetModelId,
    config: { ...settings, strategy: STRATEGIES[settings.strategy] },
  };
}
