import { z } from "zod";
import type { CompressionRequest, Ref } from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { WriteName } from "../idempotency/idempotency.ts";
import { compressionInput, modelExportInput } from "../idempotency/inputs.ts";
import type { StringIds } from "../ids/string-ids.ts";
import type { CompressionReads } from "../reads/compressions.ts";
import type { ModelExportReads } from "../reads/model-exports.ts";
import type { ModelReads } from "../reads/models.ts";
import type { VersionReads } from "../reads/versions.ts";
import type { WriteLog } from "./write-log.ts";

const created = z.object({ id: z.string().optional(), numericId: z.string().nullish() });

export interface TaskWriteReads {
  readonly models: ModelReads;
  readonly versions: VersionReads;
  readonly compressions: CompressionReads;
  readonly modelExports: ModelExportReads;
  readonly stringIds: StringIds;
}

/**
 * Starts and ends what compresses and packs versions, with the promises of {@link Writes}.
 *
 * @throws BusinessError where Qianfan declines.
 */
export class TaskWrites {
  constructor(
    private readonly account: QianfanAccount,
    private readonly writeLog: WriteLog,
    private readonly reads: TaskWriteReads,
  ) {}

  async createCompression(request: CompressionRequest, name: WriteName): Promise<Ref> {
    const { api, idempotency } = this.account;
    const operation = api.createCompressionTask;
    const write = {
      ...name,
      operation: operation.name,
      input: compressionInput(request),
      answer: created,
      learnIds: async () => {
        await this.reads.versions.byId(request.sourceModelVersionId);
        await this.reads.models.byId(request.targetModelId);
      },
    };
    return idempotency
      .once(write, async () => this.writeLog.send(operation, await this.#withStringIds(request)))
      .finally(() => this.reads.compressions.forgetLists());
  }

  async cancelCompression(id: string): Promise<Ref> {
    await this.writeLog.send(this.account.api.cancelCompressionTask, id).finally(() => {
      this.reads.compressions.forget(id);
      this.account.tasks.compressionPollers.look(id);
    });
    return { id };
  }

  /** V2 takes no integers. */
  async #withStringIds(request: CompressionRequest): Promise<CompressionRequest> {
    const { stringIds } = this.reads;
    return {
      ...request,
      sourceModelVersionId: await stringIds.of("modelVersion", request.sourceModelVersionId),
      targetModelId: await stringIds.of("model", request.targetModelId),
    };
  }

  async exportVersion(id: string, name: WriteName): Promise<void> {
    const { api, idempotency } = this.account;
    const operation = api.exportModelVersion;
    const write = {
      ...name,
      operation: operation.name,
      input: modelExportInput(id),
      answer: created,
      learnIds: async () => {
        await this.reads.versions.byId(id);
      },
    };
    await idempotency
      .once(write, () => this.writeLog.send(operation, id))
      .finally(() => this.reads.modelExports.forget(id));
  }
}
