import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { checkedId } from "../checks.ts";
import type { OperationContext } from "../context.ts";
import { ModelVersion } from "../types/model-version.ts";
import { eachById } from "./each-by-id.ts";

@Resolver(() => ModelVersion)
export class ModelVersionResolver {
  @Query(() => ModelVersion, {
    nullable: true,
    description: "One version, by either form of its id; null when there is none.",
  })
  modelVersion(
    @Arg("id", () => ID, { description: "The `amv-` id, or the integer." }) id: string,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelVersion | null> {
    return sources.versions.byId(checkedId("modelVersion", id));
  }

  @Query(() => [ModelVersion], {
    nullable: "items",
    description:
      "Several versions, in the order of `ids`; null where there is none. A wrong id is an error at its own place alone.",
  })
  modelVersions(
    @Arg("ids", () => [ID], { description: "`amv-` ids or integers, in any mixture." })
    ids: string[],
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelVersion | null>[] {
    return eachById("modelVersion", ids, (id) => sources.versions.byId(id));
  }
}
