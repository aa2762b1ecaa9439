import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { z } from "zod";
import type { Scope } from "../auth/caller.ts";
import type { DataSources } from "../datasources/index.ts";
import { evaluationLists, type WantedEvaluations } from "../datasources/reads/lists.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { allows, badInput, checked, cut, maybe } from "../schema/input-checks.ts";
import { Calls } from "../types/calls.ts";
import { type ConnectionOf, DEFAULT_PAGE_SIZE, ForwardPageArgs } from "../types/connection.ts";
import { MayChange, NullOnlyOnError } from "../types/directives.ts";
import {
  EvaluationTaskConnection,
  EvaluationTaskFilter,
  evaluationKind,
  evaluationListShape,
  KIND_DESCRIPTION,
} from "../types/evaluation-list.ts";
import { EvaluationKind, type EvaluationTask } from "../types/evaluation-task.ts";
import { ModelVersion } from "../types/model-version.ts";
import { Cursors } from "./connections/cursors.ts";
import { forwardArguments, markAfter, markedConnection } from "./connections/marked.ts";
import { stringId } from "./string-id.ts";

const COST =
  "A page costs one call where `kind` is given, otherwise two. `id`, `name`, `description`, `kind` and `createdAt` come with it; `state` and all else cost one call for each evaluation.";

@Resolver(() => ModelVersion)
export class EvaluationListResolver {
  @Authorized<Scope>("read")
  @Calls(2)
  @NullOnlyOnError
  @Query(() => EvaluationTaskConnection, {
    nullable: true,
    description: `The account's evaluations, newest first. Only Qianfan's API V2 has this list: without it the error is \`NOT_SUPPORTED\`. ${COST}`,
  })
  evaluationTaskConnection(
    @Arg("filter", () => EvaluationTaskFilter, {
      nullable: true,
      description: "Only some of them.",
    })
    filter: EvaluationTaskFilter | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<EvaluationTask>> {
    const given = checked(forwardArguments(evaluationListShape), { ...page, filter }, "");
    return evaluations({ ...given.filter }, given, sources);
  }

  @Calls(2)
  @MayChange
  @NullOnlyOnError
  @FieldResolver(() => EvaluationTaskConnection, {
    nullable: true,
    description: `The evaluations of this version, newest first; also those that have its id in their name. Only Qianfan's API V2 has this list: without it the error is \`NOT_SUPPORTED\`. ${COST}`,
  })
  async evaluationTasks(
    @Root() version: ModelVersion,
    @Arg("kind", () => EvaluationKind, { nullable: true, description: KIND_DESCRIPTION })
    kind: keyof typeof EvaluationKind | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<EvaluationTask>> {
    const given = checked(forwardArguments({ kind: maybe(evaluationKind) }), { ...page, kind }, "");
    sources.lists.requireEvaluations();
    const search = await stringId("modelVersion", version, sources, ["id"]);
    return evaluations({ kind: given.kind, search }, given, sources);
  }
}

type EvaluationChoice = Pick<WantedEvaluations, "kind" | "search">;

async function evaluations(
  query: EvaluationChoice,
  page: { readonly first?: number | undefined; readonly after?: string | undefined },
  { lists }: DataSources,
): Promise<ConnectionOf<EvaluationTask>> {
  const cursors = new Cursors(["evaluations", query.kind ?? null, query.search ?? null]);
  const after = markAfter(cursors, evaluationLists(query.kind).length);
  const { after: marks } = checked(z.object({ after }), page, "");
  lists.requireEvaluations();
  const slice = await lists.evaluations({
    ...query,
    marks,
    count: page.first ?? DEFAULT_PAGE_SIZE,
  });
  if (slice) return markedConnection<EvaluationTask>(slice, cursors, marks === undefined);
  throw badInput([
    { path: ["after"], given: cut(JSON.stringify(page.after)), allowed: STILL_THERE },
  ]);
}

const STILL_THERE = allows(
  "a cursor whose next entry is still there: begin at the first page again",
  "其后一项仍存在的游标：请从第一页重新开始",
);
