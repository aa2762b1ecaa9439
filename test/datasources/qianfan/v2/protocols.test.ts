import { expect, it } from "vitest";
import { operations as v1Operations } from "../../../../src/datasources/qianfan/v1/operations.ts";
import {
  actionsOf,
  fieldRows,
  type OperationRow,
  operationRows,
} from "../../../../src/datasources/qianfan/v2/protocols/index.ts";
import { exampleOf, operations } from "./example.ts";

const rows: readonly OperationRow[] = Object.values(operationRows);

it("has every operation of V1 once, and of V2 all that is called", () => {
  const v1 = rows.flatMap(({ v1: name }) => name ?? []);
  expect(v1.sort()).toEqual(
    Object.values(v1Operations)
      .map(({ name }) => name)
      .sort(),
  );
  const called = new Set<string>(rows.flatMap(({ v2 }) => v2));
  // A preset model needs no action of its own: DescribeModelSet answers for both.
  expect(Object.keys(operations).filter((key) => !called.has(key))).toEqual(["systemModelSet"]);
});

it("a row is as well known as the worst known of its actions", () => {
  const order = ["certain", "likely", "open"];
  const rank = (verdict: string) => order.indexOf(verdict);
  for (const [name, row] of Object.entries(operationRows)) {
    // Only a version's details are less than certain in a model.
    if (name === "model") continue;
    const worst = Math.max(0, ...row.v2.map((key) => rank(operations[key].verdict)));
    if (row.v2.length > 0) expect([name, rank(row.verdict)]).toEqual([name, worst]);
  }
});

it("names V2's actions", () => {
  expect(actionsOf(operationRows.publish)).toEqual(["CreateCustomModelSet", "CreateCustomModel"]);
  expect(actionsOf(operationRows.evaluationResults)).toEqual([]);
});

it("each member is read from what an example of V2 has, or is of another call or not known", () => {
  const examples: Readonly<Record<string, readonly string[]>> = {
    Model: ["DescribeModelSet", "DescribeSystemModelSet", "DescribeCustomModelSets"],
    ModelVersion: ["DescribeModel", "DescribeModel-2024"],
    EvaluationTask: ["DescribeEvalTask", "DescribeEvalTasks"],
    EvaluationReportEntry: ["DescribeEvalTaskReport"],
    EvaluationResultExport: ["DescribeEvalResultExportTask"],
    EvaluableVersion: ["DescribeEvalObjects"],
    CompressionTask: ["DescribeModelCompTask"],
    ModelExport: ["DescribeModelExportTask"],
    TrainTask: ["DescribeFineTuningTask"],
    DatasetVersion: ["DescribeDatasetVersion"],
  };
  const unseen = Object.entries(examples).flatMap(([record, names]) => {
    const text = JSON.stringify(names.map((name) => exampleOf(name).result));
    return Object.entries(fieldRows[record] ?? {}).flatMap(([member, { v2 }]) =>
      (v2 ?? "")
        .split(", ")
        .filter((path) => path !== "" && !/^[A-Z]/.test(path))
        .filter((path) => path.split(".").some((part) => !text.includes(`"${part}":`)))
        .map((path) => `${record}.${member}: ${path}`),
    );
  });
  expect(unseen).toEqual([
    "EvaluationResultExport.bucket: storagePath",
    "EvaluationResultExport.path: storagePath",
    "CompressionTask.finishedAt: finish*",
    "TrainTask.progress: runProgress",
    "DatasetVersion.bucket: storagePath",
    "DatasetVersion.path: storagePath",
  ]);
});
