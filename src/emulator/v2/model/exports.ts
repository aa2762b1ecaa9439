import { z } from "zod";
import { modelFile, modelFilePath } from "../../http/model-download.ts";
import type { Registry } from "../../store/registry.ts";
import type { AnyId } from "../../store/table.ts";
import type { StoredVersion } from "../../store/version.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";

const request = z.object({ modelId: id });

/** Packs a version for download. A new export takes the place of the last one. */
export const createModelExportTask = action(request, ({ modelId }, registry) => {
  const version = ownVersion(modelId, registry);
  if (version.state !== "Ready") throw invalidParam("modelId");
  return { exportId: registry.addModelExport(version).id.text };
});

export const describeModelExportTask = action(request, ({ modelId }, registry, origin) => {
  const version = ownVersion(modelId, registry);
  const found = registry.modelExports.get(version.modelVersionId);
  if (!found) return { hasRecord: false };
  const { id, state } = found;
  const known = { exportId: id.text, hasRecord: true, status: state };
  if (state !== "Done") return known;
  const { name, type, md5, bytes } = modelFile(found);
  return {
    ...known,
    fileName: name,
    fileType: type,
    md5,
    fileSize: bytes.length,
    downloadUrl: origin + modelFilePath(found),
  };
});

function ownVersion(modelId: AnyId, { own }: Registry): StoredVersion {
  const version = own.versions.get(modelId);
  if (!version) throw invalidParam("modelId");
  return version;
}
