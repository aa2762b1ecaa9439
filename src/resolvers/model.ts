import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { checked, checkedId, maybe, wholeNumber } from "../checks.ts";
import type { OperationContext } from "../context.ts";
import { Model } from "../types/model.ts";
import { ModelVersion, ModelVersionState } from "../types/model-version.ts";

@Resolver(() => Model)
export class ModelResolver {
  @Query(() => Model, {
    nullable: true,
    description: "A model and all its versions, by either form of its id; null when there is none.",
  })
  model(
    @Arg("id", () => ID, { description: "The `am-` id, or the integer." }) id: string,
    @Ctx() { sources }: OperationContext,
  ): Promise<Model | null> {
    return sources.models.byId(checkedId("model", id));
  }

  @FieldResolver(() => [ModelVersion], {
    description: "Its versions, newest first. They come with the model: no further call.",
  })
  async versions(
    @Root() model: Model,
    @Arg("state", () => ModelVersionState, {
      nullable: true,
      description: "Only the versions in this state.",
    })
    state: keyof typeof ModelVersionState | null,
    @Arg("first", () => Int, { nullable: true, description: "At most so many, from the newest." })
    first: number | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelVersion[]> {
    const most = checked(maybe(wholeNumber(0, 2 ** 31 - 1)), first, "first");
    const all = model.versions ?? (await sources.models.complete(model))?.versions ?? [];
    const wanted = state ? all.filter((version) => version.state === state) : all;
    return most === undefined ? wanted : wanted.slice(0, most);
  }
}
