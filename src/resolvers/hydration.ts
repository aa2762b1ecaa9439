import type { GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import type { OperationContext } from "../context.ts";
import type { DataSources } from "../datasources/index.ts";
import type { IdKind } from "../ids.ts";
import type { Part } from "../types/hydration.ts";
import { isFinal, mayChange } from "./keeping.ts";

/** An object as far as it is known: a member that is `undefined` can be loaded, null is an answer. */
export type Source = Readonly<Record<string, unknown>> & {
  readonly id?: string;
  readonly numericId?: string | null;
};

type Load = (sources: DataSources, source: Source) => Promise<object | null>;

const LOAD: Readonly<Record<Part, Load>> = {
  model: ({ models }, source) => models.complete(source),
  modelTags: ({ lists }, source) => lists.tagsOf(source),
  modelVersion: ({ versions }, source) => versions.complete(source),
  modelVersionParameters: ({ versions }, source) => versions.detail(source),
  evaluationTask: ({ evaluations }, source) => evaluations.complete(source),
  evaluationReport: ({ evaluations }, source) => evaluations.report(source),
  resultExport: ({ resultExports }, source) => resultExports.complete(source),
};

const KIND: Readonly<Record<Part, IdKind>> = {
  model: "model",
  modelTags: "model",
  modelVersion: "modelVersion",
  modelVersionParameters: "modelVersion",
  evaluationTask: "evaluationTask",
  evaluationReport: "evaluationTask",
  resultExport: "resultExport",
};

/** The answer a part comes with, for an object that lacks it. */
export function load(part: Part, sources: DataSources, source: Source): Promise<object | null> {
  return LOAD[part](sources, source);
}

/** The form of an object's id that it lacks, where the pair has been seen before. */
export function otherId(
  form: "id" | "numericId",
  part: Part,
  source: Source,
  sources: DataSources,
): string | undefined {
  const name = form === "id" ? source.numericId : source.id;
  return name ? sources.account.identities.otherForm(KIND[part], name) : undefined;
}

/** Answers a field from what its object holds; what it lacks is loaded once for all fields that need it. */
export function hydrated(
  field: string,
  part: Part,
): GraphQLFieldResolver<Source, OperationContext> {
  if (field === "id" || field === "numericId") return identified(field, part);
  return (source, _args, { sources }, info) => {
    const known = source[field];
    return known === undefined ? loaded(field, part, sources, source, info) : known;
  };
}

// A pair of ids that has been seen before saves the call. An object that has vanished keeps the one name it has.
function identified(
  field: "id" | "numericId",
  part: Part,
): GraphQLFieldResolver<Source, OperationContext> {
  return (source, _args, { sources }, info) => {
    const known = source[field];
    if (known !== undefined) return known;
    const other = otherId(field, part, source, sources);
    if (other) return other;
    const asLoaded = loaded(field, part, sources, source, info);
    return field === "id" ? asLoaded.then((id) => id ?? source.numericId) : asLoaded;
  };
}

async function loaded(
  field: string,
  part: Part,
  sources: DataSources,
  source: Source,
  info: GraphQLResolveInfo,
) {
  const record = await load(part, sources, source);
  if (!isFinal(record) && !isFinal(source)) mayChange(info);
  return record && (Reflect.get(record, field) ?? null);
}
