import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { DataSources } from "../datasources/index.ts";
import { sliceOf } from "../datasources/lists/slice.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, checkedId, maybe, wholeNumber } from "../schema/input-checks.ts";
import { Calls } from "../types/calls.ts";
import { type ConnectionOf, PageArgs } from "../types/connection.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { Model } from "../types/model.ts";
import { ModelVersion, ModelVersionConnection, ModelVersionState } from "../types/model-version.ts";
import { connection } from "./connections/connection.ts";
import { Cursors } from "./connections/cursors.ts";
import { pagedArguments, wantedRows } from "./connections/page.ts";
import { placeOf, placesAmong } from "./connections/version-places.ts";

const versionPage = pagedArguments({});

const howMany = maybe(wholeNumber(0, 2 ** 31 - 1));

@Resolver(() => Model)
export class ModelResolver {
  @Authorized<Scope>("read")
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

  // Nullable, so that one model of a list whose versions cannot be loaded does not take the list away.
  @Calls(0)
  @NullOnlyOnError
  @FieldResolver(() => [ModelVersion], {
    nullable: true,
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
  ): Promise<readonly ModelVersion[]> {
    const most = checked(howMany, first, "first");
    const wanted = await versionsOf(model, state, sources);
    return most === undefined ? wanted : wanted.slice(0, most);
  }

  @NullOnlyOnError
  @FieldResolver(() => ModelVersionConnection, {
    nullable: true,
    description:
      "Its versions page by page, newest first. They come with the model, so that every page costs the one call that brings the model.",
  })
  async versionConnection(
    @Root() model: Model,
    @Arg("state", () => ModelVersionState, {
      nullable: true,
      description: "Only the versions in this state.",
    })
    state: keyof typeof ModelVersionState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<ModelVersion>> {
    const given = checked(versionPage, page, "");
    const versions = await versionsOf(model, state, sources);
    const cursors = new Cursors(["versions", sources.account.idMap.key("model", model)]);
    const wanted = wantedRows(given, cursors, placesAmong(versions));
    return connection(sliceOf(versions, wanted), (version) => cursors.encode(placeOf(version)));
  }
}

async function versionsOf(
  model: Model,
  state: keyof typeof ModelVersionState | null,
  { models, versions }: DataSources,
): Promise<readonly ModelVersion[]> {
  const all = model.versions ?? (await models.complete(model))?.versions ?? [];
  if (!state) return all;
  // Where the model only names its versions, each one has to tell its own state.
  const whole = await versions.whole<ModelVersion>(all);
  return whole.filter((version) => version.state === state);
}
