import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "./connection.ts";
import { CachedWithOwner, Entity, MayChange } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ComesWith } from "./hydration.ts";
import { NamedValue } from "./named-value.ts";
import { Node } from "./node.ts";
import { DateTime } from "./scalars.ts";

export const TrainTaskState = graphqlEnum(
  "TrainTaskState",
  "How far a train task has come. `DONE`, `STOPPED` and `FAILED` are final.",
  {
    WAITING: "It waits for its turn (`Waiting`).",
    RUNNING: "It trains (`Running`).",
    DONE: "It has trained, and can be published (`Done`). Final.",
    STOPPED: "It was stopped (`Stopped`). Final.",
    FAILED: "It has failed (`Failed`). Final.",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "A state of the trained model that can be published." })
@CachedWithOwner
export class TrainCheckpoint {
  @Field(() => Int, {
    nullable: true,
    description:
      "The training step: what `publishModel` takes as `step`. Null when Qianfan's answer does not name it.",
  })
  step?: number | null;

  @Field(() => [NamedValue], {
    nullable: true,
    description: "What else Qianfan measured at this step, by its own names.",
  })
  values?: readonly NamedValue[] | null;
}

@ObjectType({
  description:
    "One run of a train job. `publishModel` makes a model version of a finished one. Qianfan's API V2 alone has these: with `QIANFAN_API_VERSION=v1` they are the error `NOT_SUPPORTED`.",
  implements: Node,
})
@Entity
@MayChange
export class TrainTask {
  @Field(() => ID, { description: "The `task-` id: `trainTaskId` of `publishModel`." })
  @ComesWith("trainTask")
  id?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The job it is a run of, `job-...`: `trainJobId` of `publishModel`.",
  })
  @ComesWith("trainTask")
  jobId?: string | null;

  @Field(() => String, { nullable: true, description: "The job's name." })
  @ComesWith("trainTask")
  jobName?: string | null;

  @Field(() => String, { nullable: true, description: "The job's description; may be empty." })
  @ComesWith("trainTask")
  jobDescription?: string | null;

  @Field(() => String, { nullable: true, description: "The base model that is trained." })
  @ComesWith("trainTask")
  baseModel?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How it is trained, in Qianfan's own spelling: `SFT`, `PostPretrain`, `DPO` and others.",
  })
  @ComesWith("trainTask")
  trainMode?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Which parameters are trained, in Qianfan's own spelling: `FullFineTuning`, `LoRA` and others.",
  })
  @ComesWith("trainTask")
  parameterScale?: string | null;

  @Field(() => TrainTaskState, { nullable: true, description: "How far it has come." })
  @ComesWith("trainTask")
  state?: keyof typeof TrainTaskState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  @ComesWith("trainTask")
  stateText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the state will not change any more, so that nothing is left to wait for.",
  })
  @ComesWith("trainTask")
  isFinal?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Which part is done, such as `40%`; null unless it is `RUNNING`.",
  })
  @ComesWith("trainTask")
  progress?: string | null;

  @Field(() => [NamedValue], {
    nullable: true,
    description:
      "What Qianfan measured, by its own names, such as `BLEU-4`; null until it is `DONE`. Lists do not have it: there it costs one call for each task.",
  })
  @ComesWith("trainTask")
  metrics?: readonly NamedValue[] | null;

  @Field(() => [TrainCheckpoint], {
    nullable: true,
    description:
      "What of it can be published; may be empty. Lists do not have it: there it costs one call for each task.",
  })
  @ComesWith("trainTask")
  checkpoints?: readonly TrainCheckpoint[] | null;

  @Field(() => DateTime, { nullable: true, description: "When it was made." })
  @ComesWith("trainTask")
  createdAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended; null before." })
  @ComesWith("trainTask")
  finishedAt?: Date | null;
}

@ObjectType({
  description:
    "What trains a base model; each of its runs is a train task. Qianfan's API V2 alone has these.",
})
@MayChange
export class TrainJob {
  @Field(() => ID, {
    description: "The `job-` id: `jobId` of `trainTasks`, and `trainJobId` of `publishModel`.",
  })
  trainJobId: string;

  @Field(() => String, { nullable: true, description: "The job's name." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  description?: string | null;

  @Field(() => String, { nullable: true, description: "The base model that is trained." })
  baseModel?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How it is trained, in Qianfan's own spelling: `SFT`, `PostPretrain`, `DPO` and others.",
  })
  trainMode?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was made." })
  createdAt?: Date | null;
}

export const TrainTaskConnection = connectionType("TrainTask", "train tasks", () => TrainTask, 1);
export const TrainJobConnection = connectionType("TrainJob", "train jobs", () => TrainJob);
