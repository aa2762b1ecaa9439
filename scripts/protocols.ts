import { V2_CODES } from "../src/datasources/qianfan/v2/error-codes.ts";
import {
  actionsOf,
  type Field,
  fieldRows,
  type OperationRow,
  operationRows,
} from "../src/datasources/qianfan/v2/protocols/index.ts";
import { table } from "./table.ts";

const code = (text: string) => `\`${text}\``;
const NONE = "none";

/** What each version of Qianfan's API has, from the table that stands beside the decoders. */
export const protocolsDocument = () => `# Qianfan's two APIs

Qianfan's management API has two versions. V1 has one path for each operation, under \`/wenxinworkshop/modelrepo/\`. V2 has \`POST /v2/model?Action=...\` and \`POST /v2/eval?Action=...\`. One schema stands for both. What the answering version does not know is null.

## Which version answers

\`QIANFAN_API_VERSION\` decides, and \`apiVersion\` of an account in \`ACCOUNTS_FILE\` decides for that account.

- \`v1\`, \`v2\`: this version alone. What it cannot do is the error \`NOT_SUPPORTED\`, whose \`extensions\` have \`apiVersion\`, \`supportedBy\` and, if one is at fault, the \`argument\`. Nothing is sent then.
- \`auto\`, the default: V1 answers what it has. V2 answers what only V2 has, and a request with an argument that only V2 takes. V2 also answers for an operation whose V1 path is gone: HTTP 404, 410, or error 3 (\`unsupported method\`). Such a path has certainly done nothing, so a mutation goes to V2 as well. V1 is tried again after five minutes. [operations.md](operations.md#metrics) says how to notice.

## What differs under V2

- V2 has string ids only. An integer is \`NOT_SUPPORTED\`, unless an earlier response of V1 had both forms.
- A model only names its versions. Each version of which more than \`id\`, \`version\`, \`name\` and \`model\` is selected costs one call. \`versions(state:)\` and \`latestVersion\` need all of them, unless the model has only one.
- Lists have neither filters nor an order, and their \`totalCount\` is null until their end is known. Cursors carry Qianfan's markers: the next page costs one call. \`last\` without \`before\` reads the whole list.
- \`evaluableModels\` costs at least four calls.
- \`publishModel\` makes a new model and its version in two calls, and needs \`modelType\`. If the second call fails, the error names the model that stays: \`extensions.createdModelId\`, or the message of the user error.
- A deletion is one call for each object. If some fail, their user errors say so (\`NOT_DELETED\`) and the others are deleted.
- An evaluation takes at most 5 versions, one storage for all of them, and people alone or not at all. A judge is named by \`apiName\`, without an application and a template. \`pendingTaskId\`, \`compute\` and \`rule.stopWordsPath\` are V1's alone; \`isBaseline\` and \`rule.stopWords\` are V2's.
- \`EvaluationTask.results\` is \`NOT_SUPPORTED\`: export the results with \`exportEvaluationResults\` and read the file.

How well V2's side is known:

- certain: names and types stand on a current page of Baidu's documentation, or two kinds of source agree.
- likely: one older or indirect source has it, or two that differ in a way that this server accepts.
- open: a name, a value or a behaviour that matters is not known.

## Operations

${table(
  ["operation", "V1", "V2", "V2 is", "not known"],
  Object.entries<OperationRow>(operationRows).map(([name, row]) => [
    code(name),
    row.v1 === null ? NONE : code(row.v1),
    actionsOf(row).map(code).join(", ") || NONE,
    row.verdict,
    row.leftOpen ?? "",
  ]),
)}

V2's own error codes, beside those of the gateway in [errors.md](errors.md): ${[...V2_CODES]
  .map(([name, { is }]) => `${code(name)} is ${code(is)}`)
  .join(
    ", ",
  )}. \`InappropriateJSON\` with \`param[...] invalid\` is a refusal of the parameter that it names.

## Fields

${Object.entries(fieldRows)
  .map(([record, fields]) => `### ${record}\n\n${fieldTable(fields)}`)
  .join("\n\n")}
`;

function fieldTable(fields: Readonly<Record<string, Field>>): string {
  return table(
    ["field", "V1", "V2", "V2 is", "note"],
    Object.entries(fields).map(([name, { v1, v2, verdict, note }]) => [
      code(name),
      names(v1),
      names(v2),
      verdict,
      note ?? "",
    ]),
  );
}

function names(members: string | null): string {
  return members === null ? NONE : members.split(", ").map(code).join(", ");
}
