import type {
  EvaluableModelRecord,
  ListedModelRecord,
  MarkerPage,
  MarkerRequest,
  ModelVersionRecord,
} from "../../../domain/index.ts";
import type { ApiOperation, Everything } from "../api.ts";
import { type Call, newCall } from "../call.ts";
import { furtherCall } from "../further-call.ts";
import { allOf } from "./lists.ts";
import type { EvaluableVersion } from "./records.ts";
import type { EvaluableRequest } from "./requests/lists.ts";

type List<Request, Row> = ApiOperation<Request, MarkerPage<Row>>;

export interface EvaluableLists {
  readonly versions: List<EvaluableRequest, EvaluableVersion>;
  readonly own: List<MarkerRequest, ListedModelRecord>;
  readonly preset: List<MarkerRequest, ListedModelRecord>;
  readonly version: ApiOperation<string, ModelVersionRecord>;
}

/**
 * Each model of which something can be evaluated. V2 lists the versions with their models' names alone:
 * the lists of models say which model each belongs to.
 */
export function evaluableModels(
  lists: EvaluableLists,
): ApiOperation<Everything, readonly EvaluableModelRecord[]> {
  return {
    ...lists.versions,
    call: async (_, call = newCall()) => {
      const [ownVersions, presetVersions, own, preset] = await Promise.all([
        allOf(lists.versions, (page) => ({ ...page, source: "OWN" }), call),
        allOf(lists.versions, (page) => ({ ...page, source: "PRESET" }), call),
        allOf(lists.own, (page) => page, call),
        allOf(lists.preset, (page) => page, call),
      ]);
      const modelOf = modelsByVersion([...own, ...preset]);
      const entries = new Map<
        string,
        { model: Omit<ListedModelRecord, "latestVersion">; versions: EvaluableVersion[] }
      >();
      for (const version of [...ownVersions, ...presetVersions]) {
        const model = modelOf.get(version.id) ?? (await mentioned(version, lists, call));
        const entry = entries.get(model.id ?? "") ?? { model, versions: [] };
        entries.set(model.id ?? "", entry);
        entry.versions.push(version);
      }
      return [...entries.values()].map(({ model, versions }) => ({
        model,
        versions: versions.map((version) => versionOf(version, model)),
      }));
    },
  };
}

function modelsByVersion(
  models: readonly ListedModelRecord[],
): Map<string, Omit<ListedModelRecord, "latestVersion">> {
  return new Map(
    models.flatMap((model) =>
      (model.versions ?? []).flatMap(({ id }) => (id === undefined ? [] : [[id, model] as const])),
    ),
  );
}

/** A model that has come between the calls: its version says which it is. */
async function mentioned(
  { id, name, source }: EvaluableVersion,
  { version }: EvaluableLists,
  call: Call,
): Promise<Omit<ListedModelRecord, "latestVersion">> {
  const { model } = await version.call(id, furtherCall(call));
  return { id: model?.id, numericId: null, name, source };
}

function versionOf(
  { source, sourceText, ...version }: EvaluableVersion,
  model: Omit<ListedModelRecord, "latestVersion">,
): EvaluableModelRecord["versions"][number] {
  return { ...version, model };
}
