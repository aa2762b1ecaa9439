import type {
  DatasetVersionRecord,
  MarkerPage,
  MarkerRequest,
  Ref,
  TrainJobRecord,
  TrainTaskListRequest,
  TrainTaskQuery,
  TrainTaskRecord,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import { type MarkerSlice, markerSlice, type WantedItems } from "../lists/marker-list.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderById, loaderByRequest } from "./loader.ts";

/** Train jobs, their runs, and the data sets they learn from: V2 alone has them. */
export class TrainingReads {
  readonly #tasks: Loader<string, TrainTaskRecord | null>;
  readonly #taskPages: Loader<TrainTaskListRequest, MarkerPage<TrainTaskRecord> | null>;
  readonly #jobPages: Loader<MarkerRequest, MarkerPage<TrainJobRecord> | null>;
  readonly #datasets: Loader<string, DatasetVersionRecord | null>;

  constructor(
    private readonly account: QianfanAccount,
    upstreamBudget: UpstreamBudget,
  ) {
    const { trainTask, trainTasks, trainJobs, datasetVersion } = account.tasks;
    this.#tasks = loaderById((id) => trainTask.read(id, upstreamBudget));
    this.#taskPages = loaderByRequest((page) => trainTasks.read(page, upstreamBudget));
    this.#jobPages = loaderByRequest((page) => trainJobs.read(page, upstreamBudget));
    this.#datasets = loaderById((id) => datasetVersion.read(id, upstreamBudget));
  }

  taskById(id: string): Promise<TrainTaskRecord | null> {
    return this.#tasks.load(this.account.idMap.canonical("trainTask", id));
  }

  completeTask(source: Ref): Promise<TrainTaskRecord | null> {
    return this.taskById(this.account.idMap.key("trainTask", source));
  }

  /** The runs of a job; null when there is no such job, or the item they are next to is gone. */
  tasks(query: TrainTaskQuery, wanted: WantedItems): Promise<MarkerSlice<TrainTaskRecord> | null> {
    const jobId = this.account.idMap.canonical("trainJob", query.jobId);
    return markerSlice(wanted, (page) => this.#taskPages.load({ ...page, jobId }));
  }

  jobs(wanted: WantedItems): Promise<MarkerSlice<TrainJobRecord> | null> {
    return markerSlice(wanted, (page) => this.#jobPages.load(page));
  }

  datasetVersion(id: string): Promise<DatasetVersionRecord | null> {
    return this.#datasets.load(this.account.idMap.canonical("dataset", id));
  }
}
