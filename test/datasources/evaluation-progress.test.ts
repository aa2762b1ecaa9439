import { describe, expect, it } from "vitest";
import { evaluationProgress } from "../../src/domain/evaluation-progress.ts";

type Unit = Parameters<typeof evaluationProgress>[0]["units"][number];

const unit = (state: string | null, answers: string | null = null): Unit => ({
  state,
  inferenceDataset: answers === null ? null : { state: answers },
});

describe("an evaluation's progress", () => {
  it.each([
    ["waiting", "PENDING", [unit("Editing", "PENDING"), unit("Editing", "PENDING")], [2, 0, 0]],
    ["running", "DOING", [unit("Doing", "SUCCEEDED"), unit("Doing", "PENDING")], [2, 0, 1]],
    ["partly done", "PARTLY_DONE", [unit("Done", "SUCCEEDED"), unit("Doing")], [2, 1, 1]],
    ["done", "DONE", [unit("Done", "SUCCEEDED"), unit("Done", "SUCCEEDED")], [2, 2, 2]],
    ["done, whatever the units say", "DONE", [unit("Editing"), unit("Weird")], [2, 2, null]],
    ["one of 2023, which tells of no answers", "DOING", [unit("Doing")], [1, 0, null]],
  ])("counts the units of a task that is %s", (_, state, units, [total, done, answered]) => {
    expect(evaluationProgress({ state, units })).toEqual({ total, done, answered });
  });

  it.each([
    ["a unit's word is not known", "PARTLY_DONE", [unit("Done"), unit("Failed")]],
    ["a unit tells nothing", "DOING", [unit(null), unit("Doing")]],
    ["there are no units", "DONE", []],
  ])("is not known where %s", (_, state, units) => {
    expect(evaluationProgress({ state, units })).toBeNull();
  });
});
