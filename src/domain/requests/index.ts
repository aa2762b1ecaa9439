export * from "./create-evaluation.ts";
export * from "./export-results.ts";
export * from "./list-evaluations.ts";
export * from "./list-models.ts";
export * from "./list-results.ts";
export * from "./publish.ts";
export * from "./update-evaluation.ts";
