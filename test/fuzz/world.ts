import pino from "pino";
import { readAccounts } from "../../src/config/accounts.ts";
import type { ApiOperation } from "../../src/datasources/qianfan/index.ts";
import {
  BusinessError,
  type EvaluableModelRecord,
  type ListedModelRecord,
  type ModelQuery,
  type ModelScope,
  type Page,
  type PageRequest,
  type ResultQuery,
  type ResultRecord,
} from "../../src/domain/index.ts";
import { createObservers } from "../../src/observability/create-observers.ts";
import { openAccounts } from "../../src/open-accounts.ts";
import { WALL_TIME } from "../../src/util/time.ts";
import type { FuzzServer } from "./server.ts";

/** What is known of an object: a record, or the error that reading it ends in. */
export type Outcome = { readonly record: object } | { readonly error: unknown };

export type Kind = "model" | "modelVersion" | "evaluationTask" | "resultExport";

/** The ids of an object: `id` is the string form. */
export interface Pair {
  readonly id: string;
  readonly numericId: string;
}

/** Everything that there is upstream, read once. */
export interface World {
  readonly pairs: Readonly<Record<Kind, readonly Pair[]>>;
  /** Both forms of an object's id; null when there is no such object. */
  pair(kind: Kind, id: string): Pair | null;
  /** An object's record; null when there is none. @throws what reading it ends in. */
  find(kind: Kind, id: string): object | null;
  /** A version's parameters, or a task's report, which come by a call of their own. */
  part(part: "parameters" | "report", id: string): unknown;
  /** Whole lists, from their first to their last row. */
  models(scope: ModelScope, query: ModelQuery): Promise<readonly ListedModelRecord[]>;
  evaluable(): Promise<readonly EvaluableModelRecord[]>;
  /** Null when there is no such evaluation. */
  results(query: ResultQuery): Promise<readonly ResultRecord[] | null>;
}

/** Reads the whole world by the client and the decoders alone: one call for each object. */
export async function readWorld({ config, emulator }: FuzzServer): Promise<World> {
  const open = openAccounts(config, readAccounts(config), {
    observers: createObservers(config, pino({ level: "silent" })),
    replicas: null,
    time: WALL_TIME,
    log: pino({ level: "silent" }),
  }).get("default");
  if (!open) throw new Error("The account was not opened.");
  const { api } = open.account;
  const registry = emulator.registry();
  const models = [...registry.own.models, ...registry.presets.models];
  const versions = models.flatMap((model) => model.versions);
  const pairs = {
    model: models.map((it) => pairOf(it.modelIdStr, it.modelId)),
    modelVersion: versions.map((it) => pairOf(it.modelVersionIdStr, it.modelVersionId)),
    evaluationTask: [...registry.tasks].map((it) => pairOf(it.evalIdStr, it.evalId)),
    resultExport: [...registry.resultExports].map((it) => pairOf(it.id.text, it.id.numeric)),
  };
  const byEither = (kind: Kind) =>
    new Map(
      pairs[kind].flatMap((pair): [string, Pair][] => [
        [pair.id, pair],
        [pair.numericId, pair],
      ]),
    );
  const pairBy = {
    model: byEither("model"),
    modelVersion: byEither("modelVersion"),
    evaluationTask: byEither("evaluationTask"),
    resultExport: byEither("resultExport"),
  };
  const readAll = async <Answer extends object>(
    kind: Kind,
    operation: ApiOperation<string, Answer>,
  ) => {
    const read = pairs[kind].map(async (pair) => {
      return [pair.id, await outcomeOf(operation, pair)] as const;
    });
    return new Map(await Promise.all(read));
  };
  const outcomes = {
    model: await readAll("model", api.model),
    modelVersion: await readAll("modelVersion", api.modelVersion),
    evaluationTask: await readAll("evaluationTask", api.evaluationTask),
    resultExport: await readAll("resultExport", api.resultExport),
  };
  const reports = await readAll("evaluationTask", api.evaluationReport);
  const listed = remembered(({ scope, ...query }: ModelQuery & { scope: ModelScope }) => {
    const list = scope === "OWN" ? api.ownModels : api.presetModels;
    return allRows((page) => list.call({ ...query, ...page }));
  });
  const results = remembered((query: ResultQuery) =>
    allRows((page) => api.evaluationResults.call({ ...query, ...page })).catch((error: unknown) => {
      if (error instanceof BusinessError) return null;
      throw error;
    }),
  );
  const evaluable = remembered(() => api.evaluableModels.call({}));
  const find = (kind: Kind, id: string) => {
    const outcome = outcomes[kind].get(pairBy[kind].get(id)?.id ?? "");
    return outcome ? recordOf(outcome) : null;
  };
  return {
    pairs,
    pair: (kind, id) => pairBy[kind].get(id) ?? null,
    find,
    part(part, id) {
      if (part === "parameters") return Reflect.get(find("modelVersion", id) ?? {}, part) ?? null;
      const outcome = reports.get(pairBy.evaluationTask.get(id)?.id ?? "");
      return outcome ? recordOf(outcome) : null;
    },
    models: (scope, query) => listed({ scope, ...query }),
    evaluable: () => evaluable({}),
    results,
  };
}

const PAGE_SIZE = 100;

async function allRows<Row>(read: (page: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  const all: Row[] = [];
  for (let pageNo = 1; ; pageNo += 1) {
    const { rows } = await read({ pageNo, pageSize: PAGE_SIZE });
    all.push(...rows);
    if (rows.length < PAGE_SIZE) return all;
  }
}

/** The world stands still, so a list is read once. */
function remembered<Query, Rows>(read: (query: Query) => Promise<Rows>) {
  const known = new Map<string, Promise<Rows>>();
  return (query: Query): Promise<Rows> => {
    const key = JSON.stringify(query);
    const rows = known.get(key) ?? read(query);
    known.set(key, rows);
    return rows;
  };
}

function pairOf(id: string, number: number): Pair {
  return { id, numericId: String(number) };
}

async function outcomeOf<Answer extends object>(
  operation: ApiOperation<string, Answer>,
  pair: Pair,
): Promise<Outcome> {
  try {
    const record = await operation.call(pair.id);
    // An answer that lacks one form of the id, or echoes the one it was asked by.
    if (!Array.isArray(record)) Object.assign(record, pair);
    return { record };
  } catch (error) {
    return { error };
  }
}

function recordOf(outcome: Outcome): object {
  if ("error" in outcome) throw outcome.error;
  return outcome.record;
}
