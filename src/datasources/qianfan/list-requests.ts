import { wireId } from "./wire.ts";

/** One page of a list; pages are counted from 1. */
export interface PageRequest {
  readonly pageNo: number;
  readonly pageSize: number;
}

export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: "ASC" | "DESC";
}

/** Which of the account's own models, or of the platform's. */
export interface ModelQuery {
  readonly name?: string | undefined;
  readonly typeCodes?: readonly number[] | undefined;
  /** Preset models alone have these four; what they may be is not documented. */
  readonly vendors?: readonly string[] | undefined;
  readonly contextLengths?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly expansions?: readonly string[] | undefined;
  /** Own models alone can be ordered. */
  readonly order?: Order<"CREATED_AT"> | undefined;
}

/** Qianfan's numbers for what a model does, which differ between own and preset models. */
export const MODEL_TYPE_CODES = {
  OWN: {
    TEXT_GENERATION: 0,
    IMAGE_GENERATION: 1,
    INDUSTRIAL_SEARCH: 2,
    TEXT_REPRESENTATION: 3,
    VECTOR: 4,
    IMAGE_UNDERSTANDING: 5,
  },
  PRESET: {
    TEXT_GENERATION: 0,
    IMAGE_GENERATION: 1,
    VECTOR: 4,
    IMAGE_UNDERSTANDING: 5,
    INDUSTRY: 6,
  },
} as const satisfies Record<string, Record<string, number>>;

export type ModelScope = keyof typeof MODEL_TYPE_CODES;

/** From one score to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface ResultQuery {
  readonly evaluationTaskId: string;
  readonly bleu4?: Range | undefined;
  readonly rouge1?: Range | undefined;
  readonly rouge2?: Range | undefined;
  readonly rougeL?: Range | undefined;
  readonly judgeScore?: Range | undefined;
  /** Integers: Qianfan takes no other form here. */
  readonly modelVersionNumericIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
  readonly order?: Order<keyof typeof RESULT_ORDERS> | undefined;
}

/** Only `bleu4` is known; the others are named as their filters are. */
const RESULT_ORDERS = {
  BLEU4: "bleu4",
  ROUGE_1: "rouge_1",
  ROUGE_2: "rouge_2",
  ROUGE_L: "rouge_l",
  JUDGE_SCORE: "judgeScore",
} as const;

export function ownModelsBody({ order, ...query }: ModelQuery & PageRequest) {
  return {
    ...modelsBody(query),
    orderBy: order && "create_time",
    order: order && direction(order),
  };
}

export function presetModelsBody(query: ModelQuery & PageRequest) {
  return {
    ...modelsBody(query),
    modelVersionVendor: query.vendors,
    ctxLength: query.contextLengths,
    languageSupport: query.languages,
    expansion: query.expansions,
  };
}

export function resultsBody(query: ResultQuery & PageRequest) {
  return {
    id: wireId(query.evaluationTaskId),
    pageNo: query.pageNo,
    pageSize: query.pageSize,
    bleu4: range(query.bleu4),
    rouge_1: range(query.rouge1),
    rouge_2: range(query.rouge2),
    rouge_l: range(query.rougeL),
    judgeScore: range(query.judgeScore),
    modelVersionIds: query.modelVersionNumericIds?.map(wireId),
    evalUnitId: query.unitIds,
    orderBy: query.order && RESULT_ORDERS[query.order.field],
    order: query.order && direction(query.order),
  };
}

function modelsBody({ pageNo, pageSize, name, typeCodes }: ModelQuery & PageRequest) {
  return { pageNo, pageSize, nameFilter: name, modelType: typeCodes };
}

function range(given: Range | undefined) {
  return given && { start: given.from, end: given.to };
}

function direction(order: Order<string>): "asc" | "desc" {
  return order.direction === "ASC" ? "asc" : "desc";
}
