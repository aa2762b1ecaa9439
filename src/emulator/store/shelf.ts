import type { Clock } from "../clock.ts";
import type { Ids } from "./ids.ts";
import type { StoredModel } from "./model.ts";
import { type AnyId, Table } from "./table.ts";
import { makeVersion, type StoredVersion, type VersionSeed } from "./version.ts";

/** Models with their versions: an account's own ones, or the preset ones that everyone sees. */
export class ModelShelf {
  readonly models = new Table<StoredModel>();
  readonly versions = new Table<StoredVersion>();

  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  addModel(model: StoredModel): StoredModel {
    return this.models.add({ numeric: model.modelId, text: model.modelIdStr }, model);
  }

  addVersion(model: StoredModel, seed: VersionSeed): StoredVersion {
    const version = makeVersion(model, seed, this.ids, this.clock);
    this.versions.add(idsOf(version), version);
    model.versions.push(version);
    model.versionsMade += 1;
    return version;
  }

  deleteModel(id: AnyId): void {
    const model = this.models.get(id);
    if (!model) return;
    for (const version of model.versions) this.versions.delete(idsOf(version));
    this.models.delete({ numeric: model.modelId, text: model.modelIdStr });
  }

  deleteVersion(id: AnyId): void {
    const version = this.versions.get(id);
    if (!version) return;
    this.versions.delete(idsOf(version));
    version.model.versions.splice(version.model.versions.indexOf(version), 1);
  }
}

function idsOf(version: StoredVersion) {
  return { numeric: version.modelVersionId, text: version.modelVersionIdStr };
}
