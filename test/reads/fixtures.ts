import type { Registry, StoredModel, StoredVersion } from "../../src/emulator/index.ts";

/** Models with versions, and every version of them in turn, so that neighbours differ in model. */
export function spread(
  registry: Registry,
  models: number,
  versionsEach: number,
): { models: StoredModel[]; versions: StoredVersion[] } {
  const made = Array.from({ length: models }, () => registry.addModel({ versions: versionsEach }));
  const versions = Array.from({ length: versionsEach }, (_, place) =>
    made.flatMap((model) => model.versions.slice(place, place + 1)),
  ).flat();
  return { models: made, versions };
}

/** An evaluation of 20 versions of 5 models. */
export function evaluationOfTwenty(registry: Registry): { id: string; versions: StoredVersion[] } {
  const { versions } = spread(registry, 5, 4);
  return { id: registry.addTask({ versions }).evalIdStr, versions };
}

/** How often each operation stands in a list of calls. */
export function tally(operations: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const operation of operations) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
