import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { DataSources } from "../datasources/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { allows, badInput, checked, checkedId } from "../schema/input-checks.ts";
import { Calls } from "../types/calls.ts";
import { type ConnectionOf, PageArgs } from "../types/connection.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import {
  type EvaluationResult,
  EvaluationResultConnection,
  EvaluationResultFilter,
  EvaluationResultOrder,
  resultListShape,
} from "../types/evaluation-result.ts";
import {
  EvaluationResultExport,
  ExportEvaluationResultsInput,
  ExportEvaluationResultsPayload,
  exportEvaluationResultsRules,
} from "../types/evaluation-result-export.ts";
import { EvaluationTask } from "../types/evaluation-task.ts";
import { connection } from "./connections/connection.ts";
import { Cursors } from "./connections/cursors.ts";
import { pagedArguments, wantedRows } from "./connections/page.ts";
import { withUserErrors } from "./user-errors.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

const rules = pagedArguments(resultListShape);

@Resolver(() => EvaluationTask)
export class EvaluationResultsResolver {
  @Calls(2)
  @FieldResolver(() => EvaluationResultConnection, {
    nullable: true,
    description:
      "The versions' answers to the single samples, with their scores. A page costs the fewest of Qianfan's pages that hold it: one or two. Qianfan documents no answer for this list; that it has `total` and `items`, or is a bare list of rows, is assumed.",
  })
  async results(
    @Root() task: EvaluationTask,
    @Arg("filter", () => EvaluationResultFilter, {
      nullable: true,
      description: "Only some of them.",
    })
    filter: EvaluationResultFilter | null,
    @Arg("orderBy", () => EvaluationResultOrder, {
      nullable: true,
      description: "Their order; Qianfan's own when left out.",
    })
    orderBy: EvaluationResultOrder | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<EvaluationResult> | null> {
    const given = checked(rules, { ...page, filter, orderBy }, "");
    sources.lists.requireResults();
    const { modelVersionIds, ...scores } = given.filter ?? {};
    const query = {
      ...scores,
      order: given.orderBy,
      evaluationTaskId: sources.account.idMap.key("evaluationTask", task),
      modelVersionNumericIds: modelVersionIds && (await numericIds(modelVersionIds, sources)),
    };
    const { evaluationTaskId: _, ...same } = query;
    const cursors = new Cursors(["results", same]);
    const slice = await sources.lists.results(query, wantedRows(given, cursors));
    return slice && connection(slice, (_row, position) => cursors.encode(String(position)));
  }

  @Authorized<Scope>("read")
  @Query(() => EvaluationResultExport, {
    nullable: true,
    description: "One export of results, by either form of its id; null when there is none.",
  })
  evaluationResultExport(
    @Arg("id", () => ID, { description: "The `amemt-` id, or the integer." }) id: string,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluationResultExport | null> {
    const known = { id: checkedId("resultExport", id) };
    const ms = waitMs(waitUpTo);
    return ms > 0
      ? sources.resultExports.settled(known, ms)
      : sources.resultExports.complete(known);
  }

  @Authorized<Scope>("evaluate")
  @NullOnlyOnError
  @Mutation(() => ExportEvaluationResultsPayload, {
    nullable: true,
    description:
      "Starts to write an evaluation's single results into a file. Subscribe to `evaluationResultExportUpdated`, or wait with `waitUpTo`, until it is final.",
  })
  async exportEvaluationResults(
    @Arg("input", () => ExportEvaluationResultsInput, {
      description: "Which results, and where to.",
    })
    input: ExportEvaluationResultsInput,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<ExportEvaluationResultsPayload> {
    const { idempotencyKey: key, ...request } = checked(
      exportEvaluationResultsRules,
      input,
      "input",
    );
    return withUserErrors(
      language,
      async () => ({
        evaluationResultExport: await sources.writes.exportResults(request, {
          caller: caller.id,
          key,
        }),
        userErrors: [],
      }),
      {
        EVALUATION_TASK_NOT_FOUND: ["input", "evaluationTaskId"],
        EVALUATION_RESULT_NOT_FOUND: ["input", "resultIds"],
      },
    );
  }
}

const EXISTING = allows("a version that exists", "存在的模型版本");

/** Qianfan takes versions by their integers alone here. */
async function numericIds(ids: readonly string[], { versions }: DataSources): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => versions.numericId(id)));
  const problems = ids.flatMap((id, index) =>
    found[index] === null
      ? [
          {
            path: ["filter", "modelVersionIds", index],
            given: JSON.stringify(id),
            allowed: EXISTING,
          },
        ]
      : [],
  );
  if (problems.length > 0) throw badInput(problems);
  return found.filter((id) => id !== null);
}
