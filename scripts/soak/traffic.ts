import type { Registry } from "../../src/emulator/index.ts";

/** One request, with what it needs on the emulator already there; by its mark a write is known again. */
export interface Request {
  readonly name: string;
  readonly query: string;
  readonly variables?: { readonly mark: string };
}

let made = 0;

const reads: readonly string[] = [
  `{ model(id: "am-4kq9trv2xw7b") { name versions { version state origin { __typename } } } }`,
  `{ modelVersions(ids: ["16022", "amv-2tbk6wq0rv9s", "amv-l0tidl1ryy1v", "15802", "amv-none00000000"]) {
       version model { name latestVersion { version } } parameters { input } } }`,
  `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { name units { modelVersion { framework } }
       report { rule { f1Score } } } }`,
  `{ a: evaluationTask(id: "ame-h9z1bgznokkg") { state units { model { description } } }
     b: model(id: "2") { versions { license } } c: modelVersion(id: "nonsense") { id } }`,
  `{ __typename }`,
];

export function read(): Request {
  made += 1;
  return { name: "read", query: reads[made % reads.length] ?? "" };
}

const PUBLISH = `mutation ($mark: String!) { publishModel(input: { modelName: $mark
  trainJobId: "job-7xk2mwq9rtba" trainTaskId: "task-9wm4qz7xk2bt" }) {
    modelVersion { id state } userErrors { code } } }`;

export function publish(): Request {
  made += 1;
  return { name: "publish", query: PUBLISH, variables: { mark: `soak-${made}` } };
}

const CREATE = `mutation ($mark: String!) { createEvaluationTask(input: { name: $mark
  datasetId: "1402" versions: [{ modelVersionId: "16022" }] rule: { scoreModes: [SIMILARITY] } }) {
    evaluationTask { id state } userErrors { code } } }`;

export function create(): Request {
  made += 1;
  return { name: "create", query: CREATE, variables: { mark: `soak-${made}` } };
}

const STOP = `mutation ($mark: ID!) { stopEvaluationTask(id: $mark) {
  evaluationTask { state } userErrors { code } } }`;

export function stop(registry: Registry): Request {
  const versions = registry.model(13410)?.versions ?? [];
  const { evalIdStr } = registry.addTask({ versions, state: "Doing" });
  return { name: "stop", query: STOP, variables: { mark: evalIdStr } };
}

const FIRST_MADE_TASK = 7001;
const KEPT = 200;

/** Forgets what the soak has made, or the emulator itself would fill the memory. */
export function tidy(registry: Registry): void {
  const models = [...registry.own.models].filter(({ modelName }) => modelName.startsWith("soak-"));
  for (const { modelIdStr } of models.slice(0, -KEPT)) registry.deleteModel(modelIdStr);
  const tasks = [...registry.tasks].filter(({ evalId }) => evalId >= FIRST_MADE_TASK);
  for (const { evalIdStr } of tasks.slice(0, -KEPT)) registry.deleteTask(evalIdStr);
}
