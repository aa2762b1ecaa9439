import { Field, InputType, ObjectType } from "type-graphql";
import { CachedWithOwner } from "./directives.ts";
import { Model, ModelSource, ModelType } from "./model.ts";
import { ModelVersion } from "./model-version.ts";

@InputType({
  description:
    "Which models are listed: those that everything given here holds for. Qianfan always gives all of them; the choice is made here.",
})
export class EvaluableModelFilter {
  @Field(() => String, { nullable: true, description: "A part of the model's name." })
  name?: string | null;

  @Field(() => ModelSource, { nullable: true, description: "Whose model it is." })
  source?: keyof typeof ModelSource | null;

  @Field(() => [ModelType], { nullable: true, description: "Of any of these types." })
  types?: (keyof typeof ModelType)[] | null;
}

@ObjectType({
  description:
    "A model of which something can be evaluated. It has a type of its own because `Model.versions` means all versions of a model, wherever the model comes from.",
})
@CachedWithOwner
export class EvaluableModel {
  @Field(() => Model, { description: "The model." })
  model: Model;

  @Field(() => [ModelVersion], {
    description: "Those of its versions that an evaluation takes, in Qianfan's order.",
  })
  versions: readonly ModelVersion[];
}
