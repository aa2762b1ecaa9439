import type { GraphQLResolveInfo } from "graphql";
import type { DataSources } from "../datasources/index.ts";
import { type IdKind, isNumericId } from "../domain/ids.ts";
import type { Ref } from "../domain/index.ts";
import type { Part } from "../types/hydration.ts";
import { isRecord } from "../util/is-record.ts";
import type { Required, RequiredFields } from "./look-ahead.ts";
import { isFinal, mayChange } from "./set-cache-hints.ts";

/** An object as far as it is known: a member that is `undefined` can be loaded, null is an answer. */
export type Source = Readonly<Record<string, unknown>> & {
  readonly id?: string | undefined;
  readonly numericId?: string | null | undefined;
};

/** How each part of an object is loaded, and of which kind the object's id is. */
const PARTS: Readonly<
  Record<Part, readonly [IdKind, (sources: DataSources, of: Source) => Promise<object | null>]>
> = {
  model: ["model", ({ models }, source) => models.complete(source)],
  modelTags: ["model", ({ lists }, source) => lists.tagsOf(source)],
  modelVersion: ["modelVersion", ({ versions }, source) => versions.complete(source)],
  modelVersionParameters: ["modelVersion", ({ versions }, source) => versions.detail(source)],
  modelVersionName: ["modelVersion", ({ versions }, source) => versions.modelName(source)],
  evaluatedVersion: [
    "modelVersion",
    async ({ versions }, { modelVersion }) => versions.evaluated(refIn(modelVersion)),
  ],
  evaluatedModelName: [
    "modelVersion",
    async ({ versions }, { modelVersion }) => {
      const { name } = await versions.modelName(refIn(modelVersion));
      return { modelName: name };
    },
  ],
  modelLatestVersion: ["model", ({ versions }, source) => versions.latestOf(source)],
  evaluationTask: ["evaluationTask", ({ evaluations }, source) => evaluations.complete(source)],
  evaluationReport: ["evaluationTask", ({ evaluations }, source) => evaluations.report(source)],
  resultExport: ["resultExport", ({ resultExports }, source) => resultExports.complete(source)],
};

/** Where objects were found: with what they are completed, and for which field. */
export interface Place {
  readonly sources: DataSources;
  readonly info: GraphQLResolveInfo;
}

/**
 * What a field found, with all that its selection requires of it. An object that lacks some of it is
 * completed in one step for all of its fields, which are plain properties then. What cannot be loaded
 * is an error in the place of its field, so that the other fields are answered.
 */
export function hydrate(found: unknown, required: Required, place: Place): unknown {
  if (found instanceof Promise) return found.then((value) => hydrate(value, required, place));
  if (Array.isArray(found)) return hydrateEach(found, required, place);
  return isSource(found) ? hydrateOne(found, required, place) : found;
}

// A long list whose objects lack nothing stays the list it is.
function hydrateEach(found: readonly unknown[], required: Required, place: Place): unknown {
  let changed: unknown[] | null = null;
  for (let index = 0; index < found.length; index += 1) {
    const item: unknown = found[index];
    const whole = hydrate(item, required, place);
    if (whole === item) continue;
    changed ??= [...found];
    changed[index] = whole;
  }
  return changed ?? found;
}

function hydrateOne(source: Source, required: Required, place: Place): Source | Promise<Source> {
  const fields = required instanceof Map ? required.get(String(source.__typename)) : required;
  if (!fields || isComplete(source, fields)) return source;
  const parts = missingParts(source, fields, place.sources);
  if (parts.length === 0) {
    return withStringId(withKnownIds(source, fields, place.sources), fields, place);
  }
  beginBelow(source, fields, place);
  return withParts(parts, source, fields, place);
}

function isComplete(source: Source, { fields }: RequiredFields): boolean {
  return fields.every(({ name }) => source[name] !== undefined && !isDigits(name, source));
}

/** Whether an object that has to tell its `id` holds the integer's digits there. */
function isDigits(name: string, { id }: Source): boolean {
  return name === "id" && id !== undefined && isNumericId(id);
}

/** The parts that have to be loaded. */
function missingParts(source: Source, { fields }: RequiredFields, sources: DataSources): Part[] {
  const parts = new Set<Part>();
  for (const { name, part } of fields) {
    if (source[name] !== undefined) continue;
    if (!isIdField(name) || otherId(name, part, source, sources) === undefined) parts.add(part);
  }
  return [...parts];
}

// What is known below is completed at the same time, not afterwards: loaders keep what they begin.
function beginBelow(source: Source, { below }: RequiredFields, place: Place): void {
  for (const { field, required } of below) {
    if (source[field] !== undefined) hydrate(source[field], required, place);
  }
}

async function withParts(
  parts: readonly Part[],
  source: Source,
  required: RequiredFields,
  place: Place,
): Promise<Source> {
  const records = await Promise.all(parts.map((part) => load(part, source, place)));
  const whole = withKnownIds(source, required, place.sources);
  for (const [index, part] of parts.entries()) fillIn(whole, part, records[index], required);
  return withStringId(whole, required, place);
}

/** An object whose answer has no string id takes it from another answer. */
function withStringId(
  whole: Whole,
  { fields }: RequiredFields,
  { sources }: Place,
): Whole | Promise<Whole> {
  const id = fields.find(({ name }) => isDigits(name, whole));
  if (!id) return whole;
  return sources.stringIds.find(PARTS[id.part][0], whole).then(
    (found) => Object.assign(whole, { id: found }),
    (error: unknown) => Object.assign(whole, { id: error }),
  );
}

async function load(part: Part, source: Source, { sources, info }: Place): Promise<object | null> {
  try {
    const record = await PARTS[part][1](sources, source);
    if (!isFinal(record) && !isFinal(source)) mayChange(info);
    return record;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

// A pair of ids that has been seen before saves the call.
function withKnownIds(source: Source, { fields }: RequiredFields, sources: DataSources): Whole {
  // Federation sets the type's name as a member that is not enumerable.
  const whole: Whole = Object.assign({ __typename: source.__typename }, source);
  for (const { name, part } of fields) {
    if (!isIdField(name) || ((whole[name] ?? null) !== null && !isDigits(name, source))) continue;
    const known = otherId(name, part, source, sources);
    if (known !== undefined) whole[name] = known;
  }
  return whole;
}

function fillIn(
  whole: Whole,
  part: Part,
  record: object | null | undefined,
  required: RequiredFields,
): void {
  for (const { name, part: own } of required.fields) {
    if (own === part && whole[name] === undefined) whole[name] = member(record, name, whole);
  }
}

function member(record: object | null | undefined, name: string, { numericId }: Whole): unknown {
  if (record instanceof Error) return record;
  const value: unknown = isRecord(record) ? record[name] : null;
  // An object that has vanished keeps the one id it has.
  return value ?? (name === "id" ? numericId : null);
}

/** The form of an object's id that it lacks, where the pair has been seen before. */
function otherId(
  form: "id" | "numericId",
  part: Part,
  source: Source,
  { account }: DataSources,
): string | undefined {
  const { id, numericId } = source;
  if (form === "numericId" && id && isNumericId(id)) return id;
  const known = form === "id" ? (numericId ?? id) : id;
  return known ? account.idMap.otherForm(PARTS[part][0], known) : undefined;
}

function isIdField(name: string): name is "id" | "numericId" {
  return name === "id" || name === "numericId";
}

/** An object that is being completed. */
interface Whole extends Record<string, unknown> {
  id?: string | undefined;
  numericId?: string | null | undefined;
}

/** The version that an evaluation mentions. */
function refIn(mentioned: unknown): Ref {
  const { id, numericId } = isRecord(mentioned) ? mentioned : {};
  return {
    ...(typeof id === "string" && { id }),
    ...(typeof numericId === "string" && { numericId }),
  };
}

function isSource(found: unknown): found is Source {
  return typeof found === "object" && found !== null && !(found instanceof Error);
}
