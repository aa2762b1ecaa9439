import {
  BusinessError,
  type Localized,
  type PublishedVersion,
  type PublishRequest,
  ServiceError,
} from "../../../domain/index.ts";
import type { ApiOperation } from "../api.ts";
import { newCall } from "../call.ts";
import { furtherCall } from "../further-call.ts";
import { refuse } from "../request-problem.ts";
import { type ModelRequest, publishProblems, type VersionRequest } from "./requests/model.ts";
import { type Canonical, stringIdsOf } from "./string-ids.ts";

interface MadeModel {
  readonly id: string;
}

interface MadeVersion {
  readonly modelVersion: { readonly id: string };
}

/**
 * Publishes in up to two calls, which are not one: when the version cannot be made, the new model stays,
 * empty, and the error names it.
 */
export function publishing(
  createModel: ApiOperation<ModelRequest, MadeModel>,
  createVersion: ApiOperation<VersionRequest, MadeVersion>,
  canonical: Canonical,
): ApiOperation<PublishRequest, PublishedVersion> {
  const stringId = stringIdsOf(canonical, createVersion.name);
  return {
    ...createVersion,
    call: async (request, call = newCall()) => {
      refuse(createVersion.name, "v2", request, publishProblems(request));
      const { target, step, description } = request;
      const trainTaskId = stringId("trainTask", request.trainTaskId, "input.trainTaskId");
      const version = { trainTaskId, step, description };
      if ("modelId" in target) {
        const modelId = stringId("model", target.modelId, "input.modelId");
        return published(
          modelId,
          await createVersion.call({ ...version, modelId }, furtherCall(call)),
        );
      }
      const { modelName: name } = target;
      const { modelType: type = "TEXT_GENERATION", tags } = request;
      const { id: modelId } = await createModel.call({ name, type, tags }, furtherCall(call));
      try {
        return published(
          modelId,
          await createVersion.call({ ...version, modelId }, furtherCall(call)),
        );
      } catch (error) {
        throw withLeftover(error, modelId);
      }
    },
  };
}

function published(modelId: string, { modelVersion }: MadeVersion): PublishedVersion {
  return { model: { id: modelId }, modelVersion };
}

/** What stays of a publication whose second step failed. */
function withLeftover(error: unknown, modelId: string): unknown {
  const left: Localized = {
    en: `The new model ${modelId} was made and stays; give it as modelId to try again, or delete it.`,
    zh: `新模型 ${modelId} 已创建并保留；重试时请以 modelId 指定它，或将其删除。`,
  };
  if (error instanceof BusinessError) {
    return new BusinessError(error.reason, error.message, error.requestId, left);
  }
  if (!(error instanceof ServiceError)) return error;
  const { code, details, options } = error;
  const reason = and(details.reason ?? "", left);
  const extensions = { ...options.extensions, createdModelId: modelId };
  return new ServiceError(code, { ...details, reason }, { ...options, extensions });
}

function and(reason: string | Localized, more: Localized): Localized {
  const { en, zh } = typeof reason === "string" ? { en: reason, zh: reason } : reason;
  return { en: `${en}; ${more.en}`, zh: `${zh}；${more.zh}` };
}
