import { strToU8, zipSync } from "fflate";
import type { ResultRow } from "../report/rows.ts";
import type { Registry } from "../store/registry.ts";
import type { ExportContent, StoredResultExport } from "../store/result-export.ts";
import { type Answer, binary, methodNotAllowed, unknownPath } from "./answer.ts";

const BASE = "/model_eval_result_export/";
const PATH = /^\/model_eval_result_export\/(amemt-[a-z0-9]+)\.zip$/;

/** Where an export's file is served, to whoever knows the address: a signed address is no different. */
export function downloadPath({ id }: StoredResultExport): string {
  return `${BASE}${id.text}.zip`;
}

/** The file at a path, when it is a path of this kind. */
export function download(
  { method, path }: { method: string; path: string },
  registries: Iterable<Registry>,
): Answer | null {
  const id = PATH.exec(path)?.[1];
  if (id === undefined) return null;
  if (method !== "GET") return methodNotAllowed(method, "GET");
  for (const { resultExports } of registries) {
    const found = resultExports.get(id);
    if (found?.state === "Done") return binary("application/zip", zipped(found));
  }
  return unknownPath(path);
}

/** `data.jsonl` alone; each line is a list with one row, as in the SDK's sample. */
function zipped({ rows, settings }: StoredResultExport): Uint8Array {
  const lines = rows.map((row) => JSON.stringify([exportedRow(row, settings.contents)]));
  const mtime = settings.startedAt;
  return zipSync({ "data.jsonl": [strToU8(lines.join("\n")), { mtime }] });
}

function exportedRow(row: ResultRow, contents: readonly ExportContent[]) {
  return {
    模型名称: row.modelName,
    模型版本: row.modelVersion,
    ...(contents.includes("prompt") && { Prompt问题: row.prompt }),
    ...(contents.includes("prediction") && { 模型结果: row.prediction }),
    ...(contents.includes("completion") && { 预期回答: row.completion }),
    ...(contents.includes("metrics") && metrics(row)),
  };
}

function metrics({ bleu4, rouge_1, rouge_2, rouge_l, judgeScore }: ResultRow) {
  return {
    ...(bleu4 !== null && { "BLEU-4": percent(bleu4) }),
    ...(rouge_1 !== null && { "ROUGE-1": percent(rouge_1) }),
    ...(rouge_2 !== null && { "ROUGE-2": percent(rouge_2) }),
    ...(rouge_l !== null && { "ROUGE-L": percent(rouge_l) }),
    ...(judgeScore !== null && { 裁判员模型打分: String(judgeScore) }),
  };
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
