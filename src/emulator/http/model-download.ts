import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import type { StoredModelExport } from "../store/model-export.ts";
import type { Registry } from "../store/registry.ts";
import { type Answer, binary, methodNotAllowed, unknownPath } from "./answer.ts";

const BASE = "/model_export/";
const PATH = /^\/model_export\/(export-[a-z0-9]+)\.zip$/;

export function modelFilePath({ id }: StoredModelExport): string {
  return `${BASE}${id.text}.zip`;
}

/** The packed version: a zip that holds nothing but a word about itself. */
export function modelFile({ version, startedAt }: StoredModelExport) {
  const { model, modelVersionIdStr } = version;
  const about = { modelSetName: model.modelName, modelName: version.version };
  const text = JSON.stringify({ modelId: modelVersionIdStr, ...about });
  const bytes = zipSync({ "model.json": [strToU8(text), { mtime: startedAt }] });
  const md5 = createHash("md5").update(bytes).digest("hex");
  return { name: `${model.modelName}_${version.version}.zip`, type: "zip", md5, bytes };
}

/** The file at a path, when it is a path of this kind. */
export function modelDownload(
  { method, path }: { method: string; path: string },
  registries: Iterable<Registry>,
): Answer | null {
  const id = PATH.exec(path)?.[1];
  if (id === undefined) return null;
  if (method !== "GET") return methodNotAllowed(method, "GET");
  for (const { modelExports } of registries) {
    const found = [...modelExports].find((made) => made.id.text === id && made.state === "Done");
    if (found) return binary("application/zip", modelFile(found).bytes);
  }
  return unknownPath(path);
}
