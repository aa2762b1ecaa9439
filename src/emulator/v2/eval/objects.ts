import { z } from "zod";
import { beijingTime } from "../../clock.ts";
import type { StoredVersion } from "../../store/version.ts";
import { action } from "../action.ts";
import { newestFirst, pageOf, paging } from "../paging.ts";

/** The page's table has the first two words, its example and its answer the last two. */
const PRESET_WORDS = ["systemModel", "presetModel"];
const OWN_WORDS = ["customModel", "userModel"];

const request = z.object({ objectType: z.enum([...PRESET_WORDS, ...OWN_WORDS]), ...paging });

/** The versions that can be evaluated now, newest first. */
export const describeEvalObjects = action(request, (input, { own, presets }) => {
  const { versions } = PRESET_WORDS.includes(input.objectType) ? presets : own;
  const evaluable = newestFirst(versions).filter(({ supportOptions }) =>
    supportOptions.includes("Evaluation"),
  );
  const { items, pageInfo } = pageOf(evaluable, (version) => version.modelVersionIdStr, input);
  return { evalObjectList: items.map(listed), pageInfo };
});

function listed(version: StoredVersion) {
  return {
    objectId: version.modelVersionIdStr,
    objectName: version.model.modelName,
    objectVersion: version.version,
    objectType: version.model.source === "PlatformPreset" ? "presetModel" : "userModel",
    createTime: beijingTime(version.createTime),
  };
}
