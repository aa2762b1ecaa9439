// What the server is about, in plain TypeScript: nothing here imports anything of the other folders.

export * from "../errors.ts";
export * from "../ids.ts";
export * from "./dataset.ts";
export * from "./evaluation-report.ts";
export * from "./evaluation-result.ts";
export * from "./evaluation-standard.ts";
export * from "./evaluation-task.ts";
export * from "./model.ts";
export * from "./model-version.ts";
export * from "./model-version-origin.ts";
export * from "./named-value.ts";
export * from "./newest-first.ts";
export * from "./page.ts";
export * from "./ref.ts";
export * from "./refusal.ts";
export * from "./requests/index.ts";
export * from "./result-export.ts";
export * from "./unknown.ts";
export * from "./upstream-error.ts";
