import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { ModelVersion } from "../types/model-version.ts";
import { eachById } from "./each-by-id.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

@Resolver(() => ModelVersion)
export class ModelVersionResolver {
  @Authorized<Scope>("read")
  @Query(() => ModelVersion, {
    nullable: true,
    description: "One version, by either form of its id; null when there is none.",
  })
  modelVersion(
    @Arg("id", () => ID, { description: "The `amv-` id, or the integer." }) id: string,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelVersion | null> {
    const version = { id: checkedId("modelVersion", id) };
    const ms = waitMs(waitUpTo);
    return ms > 0 ? sources.versions.settled(version, ms) : sources.versions.complete(version);
  }

  @Authorized<Scope>("read")
  @NullOnlyOnError
  @Query(() => [ModelVersion], {
    nullable: "itemsAndList",
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
