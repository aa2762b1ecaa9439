import { z } from "zod";
import { listAt, placesOf, versionListAt } from "./lists.ts";
import {
  allows,
  BusinessError,
  checked,
  checkedId,
  id,
  kindOfGlobalId,
  line,
  maybe,
  modelListShape,
  pagedArguments,
  resultListShape,
  some,
  userError,
  waitMs,
  wholeNumber,
} from "./rules.ts";
import type { Kind, World } from "./world.ts";

type Source = object;
// biome-ignore lint/suspicious/noExplicitAny: GraphQL has checked them by the schema's types
type Arguments = any;
type Resolver = (world: World, source: Source, args: Arguments) => unknown;

const KINDS: Readonly<Record<string, Kind>> = {
  Model: "model",
  ModelVersion: "modelVersion",
  EvaluationTask: "evaluationTask",
  EvaluationResultExport: "resultExport",
};

const WITHOUT_REPORT = ["EDITING", "PENDING", "DOING", "STOPPING"];

/** One function a field that is not just a property; `Type.*` for the fields of an entity. */
export const resolvers: Readonly<Record<string, Resolver>> = {
  ...Object.fromEntries(
    Object.entries(KINDS).map(([type, kind]): [string, Resolver] => [
      `${type}.*`,
      (world, source, { field }) => entityField(world, kind, source, field),
    ]),
  ),
  "Model.tags": (world, source) => get(source, "tags") ?? tagsOf(world, source),
  "Model.versions": (world, source, { state, first }) => {
    const most = checked(maybe(wholeNumber(0, 2 ** 31 - 1)), first, "first");
    return inState(versionsOf(world, source), state).slice(0, most ?? undefined);
  },
  "Model.versionConnection": (world, source, { state, ...page }) => {
    const given = checked(pagedArguments({}), page, "");
    const model = keyOf(world, "model", source);
    return versionListAt(versionsOf(world, source), state, model, given);
  },
  "ModelVersion.parameters": (world, source) =>
    world.part("parameters", keyOf(world, "modelVersion", source)),
  "EvaluationTask.report": (world, source) => {
    const key = keyOf(world, "evaluationTask", source);
    const state = get(source, "state") ?? get(world.find("evaluationTask", key), "state");
    return state && !WITHOUT_REPORT.includes(String(state)) ? world.part("report", key) : null;
  },
  "EvaluationTask.results": async (world, source, { filter, orderBy, ...page }) => {
    const given = checked(pagedArguments(resultListShape), { ...page, filter, orderBy }, "");
    const { modelVersionIds, ...scores } = given.filter ?? {};
    const modelVersionNumericIds = modelVersionIds && numbersOf(world, modelVersionIds);
    const places = placesOf(given, "results");
    const rows = await world.results({
      ...scores,
      order: given.orderBy,
      evaluationTaskId: keyOf(world, "evaluationTask", source),
      modelVersionNumericIds,
    });
    return rows && listAt(rows, places, given);
  },
  "Query.model": (world, _, args) => world.find("model", checkedId("model", args.id)),
  "Query.modelVersion": (world, _, args) => waited(world, "modelVersion", args),
  "Query.modelVersions": (world, _, { ids }) => each(world, "modelVersion", ids),
  "Query.evaluationTask": (world, _, args) => waited(world, "evaluationTask", args),
  "Query.evaluationTasks": (world, _, { ids }) => each(world, "evaluationTask", ids),
  "Query.evaluationResultExport": (world, _, args) => waited(world, "resultExport", args),
  "Query.models": async (world, _, { scope, filter, orderBy, ...page }) => {
    const rules = pagedArguments(modelListShape(scope));
    // An error shows the members in the order in which the server declares them.
    const ordered = orderBy && { field: orderBy.field, direction: orderBy.direction };
    const given = checked(rules, { ...page, filter, orderBy: ordered }, "");
    const { types = [], typeCodes = [], ...rest } = given.filter ?? {};
    const codes = [...new Set([...types, ...typeCodes])];
    const order = given.orderBy ?? { field: "CREATED_AT" as const, direction: "DESC" as const };
    const places = placesOf(given, `models ${scope}`);
    const rows = await world.models(scope, {
      ...rest,
      typeCodes: codes.length > 0 ? codes : undefined,
      ...(scope === "OWN" ? { order } : {}),
    });
    const listed = rows.map((row) => ({ ...row, source: row.source ?? scope }));
    return listAt(listed, places, given);
  },
  "Query.evaluableModels": async (world, _, { filter }) => {
    checked(maybe(line(256)), filter?.name, "filter.name");
    const { name, source, types } = filter ?? {};
    const all = await world.evaluable();
    return all.filter(
      ({ model }) =>
        (name == null || model.name?.includes(name)) &&
        (source == null || model.source === source) &&
        (types == null || types.includes(model.type)),
    );
  },
  "Query.node": (world, _, { id }) => node(world, id, ["id"]),
  "Query.nodes": (world, _, { ids }) =>
    ids.map((given: string, index: number) => failing(() => node(world, given, ["ids", index]))),
  "Query._entities": (world, _, { representations }) =>
    representations.map((representation: unknown, index: number) =>
      failing(() => entity(world, representation, index)),
    ),
  "Mutation.deleteModels": (world, _, args) =>
    deletions(world, "model", args, "MODEL_NOT_FOUND", "model", (found) =>
      Boolean(get(found, "source") === "PRESET"),
    ),
  "Mutation.deleteModelVersions": (world, _, args) =>
    deletions(world, "modelVersion", args, "MODEL_VERSION_NOT_FOUND", "modelVersion", (found) =>
      Boolean(get(found, "originText") === "PlatformPreset"),
    ),
  "Mutation.deleteEvaluationTasks": (world, _, args) =>
    deletions(
      world,
      "evaluationTask",
      args,
      "EVALUATION_TASK_NOT_FOUND",
      "evaluationTask",
      () => false,
    ),
};

const ORIGINS: Readonly<Record<string, string>> = {
  train: "TrainOrigin",
  compression: "CompressionOrigin",
  import: "ImportOrigin",
  preset: "PresetOrigin",
};

/** The types of the entities that were found by a reference or a global id. */
const TYPES = new WeakMap<Source, string>();

/** Which member of a union or interface an object is. */
export function typeNames(value: Source): string | undefined {
  return TYPES.get(value) ?? ORIGINS[String(get(value, "kind"))];
}

/** What an object holds, or what its own record has where it holds nothing. */
function entityField(world: World, kind: Kind, source: Source, field: string): unknown {
  const held = get(source, field);
  if (held !== undefined) return held;
  const pair = world.pair(kind, nameOf(source));
  if (field === "id" || field === "numericId") return pair?.[field] ?? nameOf(source);
  return get(world.find(kind, nameOf(source)), field) ?? null;
}

function versionsOf(world: World, source: Source): readonly Source[] {
  const held = get(source, "versions") ?? get(world.find("model", nameOf(source)), "versions");
  return Array.isArray(held) ? held : [];
}

function inState(versions: readonly Source[], state: unknown): readonly Source[] {
  return state == null ? versions : versions.filter((version) => get(version, "state") === state);
}

/** Lists alone tell tags. */
async function tagsOf(world: World, source: Source): Promise<unknown> {
  const known = get(source, "name") && get(source, "source");
  const model = known ? source : world.find("model", nameOf(source));
  if (!model) return null;
  const isPreset = get(model, "source") === "PRESET";
  const rows = await world.models(isPreset ? "PRESET" : "OWN", {});
  const key = keyOf(world, "model", model);
  return rows.find((row) => row.id === key)?.tags ?? null;
}

function numbersOf(world: World, ids: readonly string[]): string[] {
  const rules = z
    .string()
    .refine(
      (text) => world.pair("modelVersion", text) !== null,
      allows("a version that exists", "存在的模型版本"),
    );
  const shape = z.object({ modelVersionIds: z.array(rules) });
  checked(shape, { modelVersionIds: ids }, "filter");
  return ids.flatMap((text) => world.pair("modelVersion", text)?.numericId ?? []);
}

function waited(world: World, kind: Kind, { id: given, waitUpTo }: Arguments): unknown {
  const key = checkedId(kind, given);
  waitMs(waitUpTo);
  return world.find(kind, key);
}

function each(world: World, kind: Kind, ids: readonly string[]): unknown[] {
  return ids.map((given, index) =>
    failing(() => world.find(kind, checkedId(kind, given, `ids[${index}]`))),
  );
}

function node(world: World, given: string, path: readonly PropertyKey[]): unknown {
  const read = kindOfGlobalId(given, path);
  // Only V2 has these; the world is V1's.
  if (read.kind === "compressionTask" || read.kind === "trainTask") return null;
  const found = world.find(read.kind, given);
  if (found) TYPES.set(found, read.typeName);
  return found;
}

function entity(world: World, representation: unknown, index: number): unknown {
  // The world has none of what V2 alone has.
  const names = [...Object.keys(KINDS), "CompressionTask", "TrainTask"].toSorted();
  const rules = z.looseObject(
    { __typename: z.enum(names, `one of ${names.join(", ")}`) },
    "an object with __typename and id",
  );
  const { __typename, id: given } = checked(rules, representation, `representations[${index}]`);
  const kind = KINDS[__typename];
  if (!kind) return null;
  const key = checkedId(kind, Number.isSafeInteger(given) ? String(given) : given);
  const found = world.find(kind, key);
  if (found) TYPES.set(found, __typename);
  return found;
}

function deletions(
  world: World,
  kind: Kind,
  { ids }: Arguments,
  notFound: "MODEL_NOT_FOUND" | "MODEL_VERSION_NOT_FOUND" | "EVALUATION_TASK_NOT_FOUND",
  member: string,
  isPreset: (found: Source) => boolean,
): unknown {
  const looked = checked(some(id(kind), 50), ids, "ids").map((given) => {
    const found = world.find(kind, given);
    const named = { [`${member}Id`]: given };
    if (!found) return { ...named, outcome: "NOT_FOUND", [member]: null, reason: notFound };
    const refused = isPreset(found);
    return {
      ...named,
      outcome: refused ? "NOT_DELETED" : "WOULD_BE_DELETED",
      [member]: found,
      reason: refused ? ("MODEL_IS_PRESET" as const) : null,
    };
  });
  const userErrors = looked.flatMap(({ reason }, index) =>
    reason ? [userError(new BusinessError(reason, "", null), ["ids", String(index)], "en")] : [],
  );
  return { deletions: looked, userErrors };
}

/** Throws within its own place of a list. */
function failing(find: () => unknown): unknown {
  try {
    return find();
  } catch (error) {
    return error;
  }
}

function nameOf(source: Source): string {
  return String(get(source, "id") || get(source, "numericId"));
}

function keyOf(world: World, kind: Kind, source: Source): string {
  return world.pair(kind, nameOf(source))?.id ?? nameOf(source);
}

function get(source: Source | null, name: string): unknown {
  return source === null ? undefined : Reflect.get(source, name);
}
