import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { Deletion } from "../datasources/writes/deletions.ts";
import type { Language } from "../domain/errors.ts";
import type { IdKind } from "../domain/ids.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, id, some } from "../schema/input-checks.ts";
import {
  DeleteEvaluationTasksPayload,
  DeleteModelsPayload,
  DeleteModelVersionsPayload,
} from "../types/deletions.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "../types/idempotency-key.ts";
import { type UserError, userError } from "../types/user-error.ts";

/** Each is looked at before and, when Qianfan refuses, after: within the calls an operation may make. */
const MAX_IDS = 50;

const DRY_RUN = {
  defaultValue: false,
  description: "Only tell what would be deleted; nothing is.",
};
const KEY = {
  nullable: true,
  description: `${IDEMPOTENCY_KEY} Given again, a deletion shows what became of each id the first time; of the objects that are gone only ids and names are kept. A dry run leaves the key as it is.`,
};
const COST =
  "Costs one read for each, and one call for all: two when some are known by string alone and others by integer alone. There is no way back.";

@Resolver()
export class DeletionResolver {
  @Authorized<Scope>("delete")
  @NullOnlyOnError
  @Mutation(() => DeleteModelsPayload, {
    nullable: true,
    description: `Deletes models of the account with all their versions. ${COST}`,
  })
  async deleteModels(
    @Arg("ids", () => [ID], {
      description: `\`am-\` ids or integers, in any mixture: 1 to ${MAX_IDS}.`,
    })
    ids: string[],
    @Arg("dryRun", () => Boolean, DRY_RUN) dryRun: boolean,
    @Arg("idempotencyKey", () => String, KEY) key: string | null,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<DeleteModelsPayload> {
    const deleted = await sources.deletions.models({
      ids: checkedIds("model", ids),
      dryRun,
      caller: caller.id,
      key: checked(idempotencyKey, key, "idempotencyKey"),
    });
    return {
      deletions: deleted.map(({ id, found, outcome }) => ({ modelId: id, outcome, model: found })),
      userErrors: userErrors(deleted, language),
    };
  }

  @Authorized<Scope>("delete")
  @NullOnlyOnError
  @Mutation(() => DeleteModelVersionsPayload, {
    nullable: true,
    description: `Deletes versions of the account's models. ${COST}`,
  })
  async deleteModelVersions(
    @Arg("ids", () => [ID], {
      description: `\`amv-\` ids or integers, in any mixture: 1 to ${MAX_IDS}.`,
    })
    ids: string[],
    @Arg("dryRun", () => Boolean, DRY_RUN) dryRun: boolean,
    @Arg("idempotencyKey", () => String, KEY) key: string | null,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<DeleteModelVersionsPayload> {
    const deleted = await sources.deletions.versions({
      ids: checkedIds("modelVersion", ids),
      dryRun,
      caller: caller.id,
      key: checked(idempotencyKey, key, "idempotencyKey"),
    });
    return {
      deletions: deleted.map(({ id, found, outcome }) => ({
        modelVersionId: id,
        outcome,
        modelVersion: found,
      })),
      userErrors: userErrors(deleted, language),
    };
  }

  @Authorized<Scope>("delete")
  @NullOnlyOnError
  @Mutation(() => DeleteEvaluationTasksPayload, {
    nullable: true,
    description: `Deletes evaluations with their reports and results. ${COST}`,
  })
  async deleteEvaluationTasks(
    @Arg("ids", () => [ID], {
      description: `\`ame-\` ids or integers, in any mixture: 1 to ${MAX_IDS}.`,
    })
    ids: string[],
    @Arg("dryRun", () => Boolean, DRY_RUN) dryRun: boolean,
    @Arg("idempotencyKey", () => String, KEY) key: string | null,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<DeleteEvaluationTasksPayload> {
    const deleted = await sources.deletions.evaluations({
      ids: checkedIds("evaluationTask", ids),
      dryRun,
      caller: caller.id,
      key: checked(idempotencyKey, key, "idempotencyKey"),
    });
    return {
      deletions: deleted.map(({ id, found, outcome }) => ({
        evaluationTaskId: id,
        outcome,
        evaluationTask: found,
      })),
      userErrors: userErrors(deleted, language),
    };
  }
}

function checkedIds(kind: IdKind, ids: readonly string[]): string[] {
  return checked(some(id(kind), MAX_IDS), ids, "ids");
}

function userErrors(deletions: readonly Deletion<object>[], language: Language): UserError[] {
  return deletions.flatMap(({ refusal }, index) =>
    refusal ? [userError(refusal, ["ids", String(index)], language)] : [],
  );
}
