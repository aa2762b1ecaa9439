import { z } from "zod";
import { versionNotFound } from "../errors.ts";
import { anyId, operation } from "./operation.ts";
import { versionAnswer } from "./version-answer.ts";

export const modelVersionDetail = operation(
  z.object({ modelVersionId: anyId }),
  ({ modelVersionId }, registry) => {
    const version = registry.version(modelVersionId);
    if (!version) throw versionNotFound();
    return { ...versionAnswer(version), params: version.params };
  },
);
