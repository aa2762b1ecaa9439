import { Arg, Args, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { z } from "zod";
import type { Scope } from "../auth/caller.ts";
import { type EvaluableModelRecord, NEWEST_FIRST } from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, line, maybe } from "../schema/input-checks.ts";
import { type ConnectionOf, PageArgs } from "../types/connection.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { EvaluableModel, EvaluableModelFilter } from "../types/evaluable-model.ts";
import type { Model } from "../types/model.ts";
import {
  ModelConnection,
  ModelFilter,
  ModelOrder,
  ModelScope,
  modelListShape,
} from "../types/model-list.ts";
import { connection } from "./connections/connection.ts";
import { Cursors } from "./connections/cursors.ts";
import { pagedArguments, placeIn, wantedRows } from "./connections/page.ts";

const evaluableFilter = z.object({ name: maybe(line(256)) });

@Resolver()
export class ModelListResolver {
  @Authorized<Scope>("read")
  @NullOnlyOnError
  @Query(() => ModelConnection, {
    nullable: true,
    description:
      "The account's own models, or the platform's. A page costs the fewest of Qianfan's pages that hold it: one or two. Name, type, tags, version count and newest version come with it; what else is asked of a model costs one call for each.",
  })
  async models(
    @Arg("scope", () => ModelScope, { defaultValue: "OWN", description: "Whose models." })
    scope: keyof typeof ModelScope,
    @Arg("filter", () => ModelFilter, { nullable: true, description: "Only some of them." })
    filter: ModelFilter | null,
    @Arg("orderBy", () => ModelOrder, {
      nullable: true,
      description: "Own models only: newest first when left out. Qianfan orders preset models.",
    })
    orderBy: ModelOrder | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<Model>> {
    const rules = pagedArguments(modelListShape(scope));
    const given = checked(rules, { ...page, filter, orderBy }, "");
    const { types = [], typeCodes = [], ...rest } = given.filter ?? {};
    const codes = [...new Set([...types, ...typeCodes])];
    const query = { ...rest, typeCodes: codes.length > 0 ? codes : undefined };
    const order = given.orderBy;
    // V1's order when none is given: its cursors stay what they were.
    const ordered = { ...query, order: scope === "OWN" ? (order ?? NEWEST_FIRST) : undefined };
    const cursors = new Cursors(["models", scope, ordered]);
    const slice = await sources.lists.models(
      scope,
      { ...query, order },
      wantedRows(given, cursors),
    );
    return connection<Model>(slice, (_, position) => cursors.encode(placeIn(slice, position)));
  }

  @Authorized<Scope>("read")
  @NullOnlyOnError
  @Query(() => [EvaluableModel], {
    nullable: true,
    description:
      "Every model of which something can be evaluated, own and preset, with the versions that can. One call, whatever the filter.",
  })
  async evaluableModels(
    @Arg("filter", () => EvaluableModelFilter, {
      nullable: true,
      description: "Only some of them.",
    })
    filter: EvaluableModelFilter | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluableModel[]> {
    checked(evaluableFilter, filter ?? {}, "filter");
    const all = await sources.lists.evaluableModels();
    return all.filter((entry) => isWanted(entry, filter ?? {}));
  }
}

function isWanted({ model }: EvaluableModelRecord, filter: EvaluableModelFilter): boolean {
  const { name, source, types } = filter;
  return (
    (name == null || (model.name ?? "").includes(name)) &&
    (source == null || model.source === source) &&
    (types == null || types.some((type) => type === model.type))
  );
}
