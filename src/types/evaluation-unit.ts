import { Field, ID, ObjectType } from "type-graphql";
import { CachedWithOwner } from "./directives.ts";
import { EvaluationInferenceDataset } from "./evaluation-inference-dataset.ts";
import { ComesWith } from "./hydration.ts";
import { Model } from "./model.ts";
import { ModelVersion } from "./model-version.ts";
import { JSONObject } from "./scalars.ts";

@ObjectType({ description: "One version within an evaluation." })
@CachedWithOwner
export class EvaluationUnit {
  @Field(() => ID, {
    nullable: true,
    description:
      "Its `ameu-` id, by which `EvaluationResultFilter.unitIds` chooses results; null in answers of 2023.",
  })
  unitId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How far this version's part has come, in Qianfan's own words: it follows the task, as `Editing` (waiting), `Doing`, `Done`. No list of the words is published.",
  })
  state?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What Qianfan says of it, such as why it failed; empty while all is well.",
  })
  message?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The model's name. Costs no call where V1 answers, unlike most of `model`.",
  })
  @ComesWith("evaluatedModelName")
  modelName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The version's number or name. Costs no call where V1 answers, unlike most of `modelVersion`.",
  })
  @ComesWith("evaluatedVersion")
  version?: string | null;

  @Field(() => String, { nullable: true, description: "The version's description." })
  @ComesWith("evaluatedVersion")
  versionDescription?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where the version came from, in Qianfan's own spelling, such as `Train`.",
  })
  @ComesWith("evaluatedVersion")
  originText?: string | null;

  @Field(() => [String], { nullable: true, description: "The model's tags." })
  tags?: readonly string[] | null;

  @Field(() => ModelVersion, { nullable: true, description: "The version that is evaluated." })
  modelVersion?: ModelVersion | null;

  @Field(() => Model, { nullable: true, description: "The model it is a version of." })
  @ComesWith("evaluatedVersion")
  model?: Model | null;

  @Field(() => String, {
    nullable: true,
    description: "The prompt each sample is put into, `{input}`; null when there is none.",
  })
  promptTemplate?: string | null;

  @Field(() => EvaluationInferenceDataset, {
    nullable: true,
    description:
      "The data set that this version's answers are written to; null in answers of 2023.",
  })
  inferenceDataset?: EvaluationInferenceDataset | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the other version is compared with this one (good, same, bad); null when V1 answered.",
  })
  isBaseline?: boolean | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: "The inference parameters it is called with; null when V1 answered.",
  })
  inferenceParameters?: Readonly<Record<string, unknown>> | null;
}
