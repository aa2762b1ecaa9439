import type { ModelSource } from "../../../../domain/index.ts";
import { enumOf, missing, read } from "../common.ts";
import type { EvaluableVersion } from "../records.ts";
import { markerPage } from "./paging.ts";

/** The answer's words, and those of the request's table. */
const source = enumOf<ModelSource>({
  OWN: ["userModel", "customModel"],
  PRESET: ["presetModel", "systemModel"],
});

/** DescribeEvalObjects (wmm4tae17): the versions that can be evaluated, each with its model's name. */
export const evaluableVersions = markerPage("evalObjectList", (item, faults): EvaluableVersion => {
  const id = read.stringId(item.objectId);
  if (id === null) missing("objectId", faults);
  const version = read.text(item.objectVersion);
  const sourceText = read.text(item.objectType);
  return {
    id: id ?? "",
    numericId: null,
    name: read.text(item.objectName),
    ...(version !== null && { version }),
    source: source(sourceText),
    sourceText,
    ...("createTime" in item && { createdAt: read.time(item.createTime) }),
  };
});
