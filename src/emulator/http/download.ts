import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import type { ResultRow } from "../report/rows.ts";
import type { Registry } from "../store/registry.ts";
import type { ExportContent, StoredResultExport } from "../store/result-export.ts";
import { type Answer, binary, methodNotAllowed, notSigned, unknownPath } from "./answer.ts";

const BASE = "/model_eval_result_export/";
const PATH = /^\/model_eval_result_export\/(amemt-[a-z0-9]+)\.zip$/;

/** Where an export's file is served: an address that is signed, and never expires. */
export function downloadAddress({ id, settings }: StoredResultExport): string {
  const signature = createHash("sha256").update(`download ${id.text}`).digest("hex");
  const time = `${settings.startedAt.toISOString().slice(0, 19)}Z`;
  const authorization = `bce-auth-v1/made-up/${time}/-1/host/${signature}`;
  return `${BASE}${id.text}.zip?${new URLSearchParams({ authorization })}`;
}

interface DownloadRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The file at a path, when it is a path of this kind. */
export function download(
  { method, path, query }: DownloadRequest,
  registries: Iterable<Registry>,
): Answer | null {
  const id = PATH.exec(path)?.[1];
  if (id === undefined) return null;
  if (method !== "GET") return methodNotAllowed(method, "GET");
  for (const { resultExports } of registries) {
    const found = resultExports.get(id);
    if (found?.state !== "Done") continue;
    const isSigned = downloadAddress(found).endsWith(`?${new URLSearchParams(query)}`);
    return isSigned ? binary("application/zip", zipped(found)) : notSigned();
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
    模型版本: versionName(row.modelVersion),
    ...(contents.includes("prompt") && { Prompt: row.prompt }),
    ...(contents.includes("prediction") && { "Completion（模型回答）": row.prediction }),
    ...(contents.includes("completion") && { "Response（参考答案）": row.completion }),
    ...(contents.includes("metrics") && metrics(row)),
  };
}

function metrics({ bleu4, rouge_1, rouge_2, rouge_l, judgeScore }: ResultRow) {
  return {
    ...(bleu4 !== null && { "BLEU-4": percent(bleu4) }),
    ...(rouge_1 !== null && { "ROUGE-1": percent(rouge_1) }),
    ...(rouge_2 !== null && { "ROUGE-2": percent(rouge_2) }),
    ...(rouge_l !== null && { "ROUGE-L": percent(rouge_l) }),
    ...(judgeScore !== null && {
      裁判员模型打分: String(judgeScore),
      裁判员模型打分理由: judgeReason(judgeScore),
    }),
  };
}

function judgeReason(score: number): string {
  if (score < 0) return "无法评分";
  return score > 3 ? "意思一致" : "与参考答案有出入";
}

// A preset version has a name, which stays as it is.
function versionName(version: string): string {
  return /^\d+$/.test(version) ? `V${version}` : version;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
