import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { CachedWithOwner, Entity, MayChange, Shareable } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { EvaluationProgress } from "./evaluation-progress.ts";
import { EvaluationReportEntry } from "./evaluation-report.ts";
import { EvaluationResultDataset } from "./evaluation-result-dataset.ts";
import { EvaluationStandard } from "./evaluation-standard.ts";
import { EvaluationUnit } from "./evaluation-unit.ts";
import { ComesWith } from "./hydration.ts";
import { Node } from "./node.ts";
import { DateTime } from "./scalars.ts";

export const EvaluationTaskState = graphqlEnum<domain.OrUnknown<domain.EvaluationTaskState>>(
  "EvaluationTaskState",
  "How far an evaluation has come. `DONE`, `PARTLY_DONE`, `FAILED` and `STOPPED` are final.",
  {
    EDITING: "A draft that has not been started (`Editing`).",
    PENDING: "Waiting to be scheduled (`Pending`).",
    DOING: "Running (`Doing`).",
    DOING_WITH_MANUAL_BEGIN: "Running, and waiting for people to score (`DoingWithManualBegin`).",
    DOING_WITH_METRICS_CALCULATING:
      "People have scored, and the figures are being computed (`DoingWithMetricsCalculating`).",
    STOPPING: "Being stopped (`Stopping`).",
    DONE: "Every version was evaluated (`Done`). Final.",
    PARTLY_DONE: "Some of the versions were evaluated (`PartlyDone`). Final.",
    FAILED: "No version could be evaluated (`Failed` or `Fail`). Final.",
    STOPPED: "It was stopped (`Stopped`). Final.",
    ...UNKNOWN_VALUE,
  },
);

export const EvaluationKind = graphqlEnum<domain.OrUnknown<domain.EvaluationKind>>(
  "EvaluationKind",
  "Whether people take part in an evaluation.",
  {
    AUTOMATIC: "Rules or a judge model score (`auto`).",
    MANUAL: "People score (`manual`).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "The data set that versions are evaluated on." })
@CachedWithOwner
export class EvaluationDataset {
  @Field(() => ID, {
    nullable: true,
    description: "Its `ds-` id; the integer's digits where the answer has no other.",
  })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: "The integer id as digits." })
  numericId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Its name as a path: `我的数据集>name>V1` for the account's own, `预置数据集>name>V1` for the platform's.",
  })
  name?: string | null;
}

@ObjectType({ description: "The machines an evaluation runs on." })
@CachedWithOwner
export class EvaluationCompute {
  @Field(() => Int, { nullable: true, description: "Qianfan's number for the kind of machine." })
  vmType?: number | null;

  @Field(() => Int, { nullable: true, description: "How many machines." })
  vmCount?: number | null;

  @Field(() => String, { nullable: true, description: "The resource pool's id, if one was used." })
  resourceId?: string | null;

  @Field(() => Float, { nullable: true, description: "Processor cores; 0 when not told." })
  cpu?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Memory; 0 when not told. Qianfan documents no unit.",
  })
  memory?: number | null;
}

@ObjectType({
  implements: Node,
  description:
    "A run of model versions over a data set, scored by rules, by a judge model, by people.",
})
@Entity
@MayChange
export class EvaluationTask {
  @Field(() => ID, {
    description:
      "The `ame-` id, whichever form it was asked by; the integer's digits only where no answer of Qianfan's has the string.",
  })
  @ComesWith("evaluationTask")
  id?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The integer id as digits. Qianfan may drop these: store `id`.",
  })
  @Shareable
  @ComesWith("evaluationTask")
  numericId?: string | null;

  @Field(() => String, { nullable: true, description: "The task's name." })
  @ComesWith("evaluationTask")
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  @ComesWith("evaluationTask")
  description?: string | null;

  @Field(() => EvaluationTaskState, { nullable: true, description: "How far it has come." })
  @ComesWith("evaluationTask")
  state?: keyof typeof EvaluationTaskState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  @ComesWith("evaluationTask")
  stateText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the state will not change any more, so that nothing is left to wait for.",
  })
  @ComesWith("evaluationTask")
  isFinal?: boolean | null;

  @Field(() => EvaluationKind, {
    nullable: true,
    description: "Whether people take part; null when V1 answered: see `standard.modes`.",
  })
  @ComesWith("evaluationTask")
  kind?: keyof typeof EvaluationKind | null;

  @Field(() => String, { nullable: true, description: "`kind` in Qianfan's own spelling." })
  @ComesWith("evaluationTask")
  kindText?: string | null;

  @Field(() => EvaluationDataset, { nullable: true, description: "What it evaluates on." })
  @ComesWith("evaluationTask")
  dataset?: EvaluationDataset | null;

  @Field(() => EvaluationCompute, { nullable: true, description: "What it runs on." })
  @ComesWith("evaluationTask")
  compute?: EvaluationCompute | null;

  @Field(() => EvaluationStandard, { nullable: true, description: "How versions are scored." })
  @ComesWith("evaluationTask")
  standard?: EvaluationStandard | null;

  @Field(() => [EvaluationUnit], { nullable: true, description: "One for each version." })
  @ComesWith("evaluationTask")
  units?: readonly EvaluationUnit[];

  @Field(() => EvaluationProgress, {
    nullable: true,
    description:
      "How many of `units` have come how far. Null where that is not known: the task has no units, or the state of one of them is a word whose meaning is not documented, as may be of a task that failed or was stopped. Comes with the task: no further call.",
  })
  @ComesWith("evaluationTask")
  progress?: EvaluationProgress | null;

  @Field(() => EvaluationResultDataset, {
    nullable: true,
    description:
      "The data set that people score the answers in. Answers of evaluations without `MANUAL` have none since 2024: each unit has its `inferenceDataset` instead.",
  })
  @ComesWith("evaluationTask")
  resultDataset?: EvaluationResultDataset | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was made; null when V1 answered.",
  })
  @ComesWith("evaluationTask")
  createdAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it last changed; null when V1 answered.",
  })
  @ComesWith("evaluationTask")
  updatedAt?: Date | null;

  @Field(() => [EvaluationReportEntry], {
    nullable: true,
    description:
      "The metrics, one entry for each version; null while the task is a draft, waiting, running, computing figures or being stopped. Costs one call.",
  })
  @ComesWith("evaluationReport")
  report?: readonly EvaluationReportEntry[] | null;
}
