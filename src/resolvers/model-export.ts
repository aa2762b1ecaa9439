import {
  Arg,
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
import type { Ref } from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, checkedId } from "../schema/input-checks.ts";
import { Calls } from "../types/calls.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { HasResolver } from "../types/hydration.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "../types/idempotency-key.ts";
import { ExportModelVersionPayload, ModelExport } from "../types/model-export.ts";
import { ModelVersion } from "../types/model-version.ts";
import { withUserErrors } from "./user-errors.ts";

const ID_DESCRIPTION = "The `amv-` id, or the integer.";
const EXPORT = "null when it was never exported, or is not the account's own. Costs one call.";

@Resolver(() => ModelVersion)
export class ModelExportResolver {
  @Authorized<Scope>("read")
  @Query(() => ModelExport, {
    nullable: true,
    description: `The export of a version; ${EXPORT}`,
  })
  modelExport(
    @Arg("modelVersionId", () => ID, { description: ID_DESCRIPTION }) modelVersionId: string,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelExport | null> {
    return exportOf({ id: checkedId("modelVersion", modelVersionId, "modelVersionId") }, sources);
  }

  @Calls(1)
  @HasResolver
  @FieldResolver(() => ModelExport, {
    nullable: true,
    description: `The version packed for download; ${EXPORT}`,
  })
  export(
    @Root() version: ModelVersion,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelExport | null> {
    return exportOf(version, sources);
  }

  @Authorized<Scope>("publish")
  @NullOnlyOnError
  @Mutation(() => ExportModelVersionPayload, {
    nullable: true,
    description:
      "Starts to pack a version for download; its last export is gone. Ask for `modelExport` until it is final.",
  })
  async exportModelVersion(
    @Arg("modelVersionId", () => ID, { description: ID_DESCRIPTION }) modelVersionId: string,
    @Arg("idempotencyKey", () => String, { nullable: true, description: IDEMPOTENCY_KEY })
    givenKey: string | null,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<ExportModelVersionPayload> {
    const key = checked(idempotencyKey, givenKey, "idempotencyKey");
    const given = checkedId("modelVersion", modelVersionId, "modelVersionId");
    const id = await sources.stringIds.of("modelVersion", given);
    return withUserErrors(
      language,
      async () => {
        await sources.taskWrites.exportVersion(id, { caller: caller.id, key });
        return { modelVersion: { id }, userErrors: [] };
      },
      { MODEL_VERSION_NOT_EXPORTABLE: ["modelVersionId"] },
    );
  }
}

@Resolver(() => ExportModelVersionPayload)
export class ExportModelVersionPayloadResolver {
  @Calls(1)
  @HasResolver
  @FieldResolver(() => ModelExport, {
    nullable: true,
    description: "The export, `RUNNING` at first; null when it was declined. Costs one call.",
  })
  async modelExport(
    @Root() { modelVersion }: ExportModelVersionPayload,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelExport | null> {
    return modelVersion ? exportOf(modelVersion, sources) : null;
  }
}

async function exportOf(version: Ref, sources: DataSources): Promise<ModelExport | null> {
  const key = sources.account.idMap.key("modelVersion", version);
  const id = await sources.stringIds.of("modelVersion", key);
  const found = await sources.modelExports.of(id);
  return found && { ...found, exportId: found.id };
}
