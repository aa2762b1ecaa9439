import type {
  CompressionListRequest,
  CompressionTaskRecord,
  DatasetVersionRecord,
  IdKind,
  MarkerPage,
  MarkerRequest,
  ModelExportRecord,
  TrainJobRecord,
  TrainTaskListRequest,
  TrainTaskRecord,
} from "../../domain/index.ts";
import { ResultCache } from "../cache/result-cache.ts";
import { storedCompression } from "../cache/stored/index.ts";
import { requestKey } from "../coalescing/request-key.ts";
import { SharedRead } from "../coalescing/shared-read.ts";
import { checkIsAbout } from "../ids/same-object.ts";
import { createCompressionTarget, together } from "../polling/poll-target.ts";
import { PollerRegistry } from "../polling/poller-registry.ts";
import type { AccountOptions, QianfanAccount } from "./qianfan-account.ts";

/** One account's reads of what trains, compresses and packs models. */
export class SharedTasks {
  readonly compression: SharedRead<string, CompressionTaskRecord>;
  readonly compressions: SharedRead<CompressionListRequest, MarkerPage<CompressionTaskRecord>>;
  readonly compressionCache: ResultCache<CompressionTaskRecord>;
  readonly compressionPollers: PollerRegistry<CompressionTaskRecord>;
  /** By the version's id. Nothing of it is kept: the address of a file is a secret. */
  readonly modelExport: SharedRead<string, ModelExportRecord | null>;
  readonly trainTask: SharedRead<string, TrainTaskRecord>;
  readonly trainTasks: SharedRead<TrainTaskListRequest, MarkerPage<TrainTaskRecord>>;
  readonly trainJobs: SharedRead<MarkerRequest, MarkerPage<TrainJobRecord>>;
  readonly datasetVersion: SharedRead<string, DatasetVersionRecord>;

  constructor(
    account: QianfanAccount,
    { finals, sharing, watching }: Pick<AccountOptions, "finals" | "sharing" | "watching">,
  ) {
    const { api, idMap } = account;
    const isAbout = (kind: IdKind) => (record: { readonly id: string }, asked: string) =>
      checkIsAbout({ ...record, numericId: null }, asked, idMap.otherForm(kind, asked));
    this.compression = new SharedRead(api.compressionTask, itself, isAbout("compressionTask"));
    this.compressions = new SharedRead(api.compressionTasks, requestKey, nothing);
    this.compressionCache = new ResultCache(
      finals,
      sharing?.finals("compressions", storedCompression),
    );
    this.compressionPollers = new PollerRegistry(
      together(
        createCompressionTarget(account, watching.pollTimeoutMs),
        storedCompression,
        sharing?.polls,
      ),
      idMap,
      watching,
    );
    this.modelExport = new SharedRead(api.modelExport, itself, nothing);
    this.trainTask = new SharedRead(api.trainTask, itself, isAbout("trainTask"));
    this.trainTasks = new SharedRead(api.trainTasks, requestKey, nothing);
    this.trainJobs = new SharedRead(api.trainJobs, requestKey, nothing);
    this.datasetVersion = new SharedRead(api.datasetVersion, itself, isAbout("dataset"));
  }

  /** How many calls are under way. */
  get underWay(): number {
    return [
      this.compression,
      this.compressions,
      this.modelExport,
      this.trainTask,
      this.trainTasks,
      this.trainJobs,
      this.datasetVersion,
    ].reduce((sum, { underWay }) => sum + underWay, 0);
  }
}

/** A question that is an id is its own key. */
const itself = (id: string) => id;
const nothing = () => {};
