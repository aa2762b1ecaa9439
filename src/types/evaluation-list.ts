import { Field, InputType } from "type-graphql";
import { z } from "zod";
import { EVALUATION_KINDS } from "../domain/index.ts";
import { allows, line, maybe } from "../schema/input-checks.ts";
import { connectionType } from "./connection.ts";
import { EvaluationKind, EvaluationTask } from "./evaluation-task.ts";

const LONGEST_TEXT = 256;

export const KIND_DESCRIPTION =
  "Only evaluations of this kind: Qianfan's list has one kind at a time. Both, newest first, when left out.";

@InputType({
  description: "Filter for `evaluationTaskConnection`; all conditions must match.",
})
export class EvaluationTaskFilter {
  @Field(() => EvaluationKind, { nullable: true, description: KIND_DESCRIPTION })
  kind?: keyof typeof EvaluationKind | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A part of the name or of the id; or the whole `amv-` id of a version, for the evaluations of this version.",
  })
  search?: string | null;
}

export const evaluationKind = z.enum(
  EVALUATION_KINDS,
  allows("AUTOMATIC or MANUAL", "AUTOMATIC 或 MANUAL"),
);

export const evaluationListShape = {
  filter: maybe(z.object({ kind: maybe(evaluationKind), search: maybe(line(LONGEST_TEXT)) })),
};

export const EvaluationTaskConnection = connectionType(
  "EvaluationTask",
  "evaluations",
  () => EvaluationTask,
  1,
);
