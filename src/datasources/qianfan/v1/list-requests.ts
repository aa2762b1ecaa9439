import {
  type ModelQuery,
  NEWEST_FIRST,
  type Order,
  type PageRequest,
  type Range,
  type ResultOrderField,
  type ResultQuery,
} from "../../../domain/index.ts";
import { wireId } from "./wire-id.ts";

/** Only `bleu4` is known; the others are named as their filters are. */
const RESULT_ORDERS: Readonly<Record<ResultOrderField, string>> = {
  BLEU4: "bleu4",
  ROUGE_1: "rouge_1",
  ROUGE_2: "rouge_2",
  ROUGE_L: "rouge_l",
  JUDGE_SCORE: "judgeScore",
};

export function ownModelsBody({ order = NEWEST_FIRST, ...query }: ModelQuery & PageRequest) {
  return { ...modelsBody(query), orderBy: "create_time", order: direction(order) };
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
