import { Field, Int, ObjectType } from "type-graphql";
import { CachedWithOwner } from "./directives.ts";

@ObjectType({ description: "How many versions of an evaluation have come how far." })
@CachedWithOwner
export class EvaluationProgress {
  @Field(() => Int, {
    description: "The versions that are evaluated, 1 or more: as many as `units` has entries.",
  })
  total: number;

  @Field(() => Int, {
    description:
      "The versions whose part is done, 0 to `total`. Qianfan has been seen to finish all of them together with the task.",
  })
  done: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "The versions that have answered every sample, 0 to `total`, whether or not a judge still scores the answers. Null in answers of 2023, which do not tell it.",
  })
  answered?: number | null;
}
