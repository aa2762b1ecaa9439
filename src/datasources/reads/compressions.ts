import type {
  CompressionListRequest,
  CompressionQuery,
  CompressionTaskRecord,
  MarkerPage,
  Ref,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import { type MarkerSlice, markerSlice, type WantedItems } from "../lists/marker-list.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderById, loaderByRequest } from "./loader.ts";

/** Compressions, which V2 alone has. */
export class CompressionReads {
  readonly #tasks: Loader<string, CompressionTaskRecord | null>;
  readonly #pages: Loader<CompressionListRequest, MarkerPage<CompressionTaskRecord> | null>;

  constructor(
    private readonly account: QianfanAccount,
    private readonly upstreamBudget: UpstreamBudget,
  ) {
    this.#tasks = loaderById((id) => this.#read(id));
    this.#pages = loaderByRequest((page) => account.tasks.compressions.read(page, upstreamBudget));
  }

  byId(id: string): Promise<CompressionTaskRecord | null> {
    return this.#tasks.load(id);
  }

  complete({ id, numericId }: Ref): Promise<CompressionTaskRecord | null> {
    return this.byId(id ?? numericId ?? "");
  }

  /** A compression once it is final, or as it is when the time is up. */
  async settled(source: Ref, withinMs: number): Promise<CompressionTaskRecord | null> {
    const task = await this.complete(source);
    if (!task || task.isFinal) return task;
    return this.upstreamBudget.deadline.paused((gone) =>
      this.account.tasks.compressionPollers.settled(
        task,
        withinMs,
        gone,
        this.upstreamBudget.waits,
      ),
    );
  }

  /** Null when the item that the wanted ones are next to is gone. */
  list(
    query: CompressionQuery,
    wanted: WantedItems,
  ): Promise<MarkerSlice<CompressionTaskRecord> | null> {
    return markerSlice(wanted, (page) => this.#pages.load({ ...query, ...page }));
  }

  /** Something was done to one of them. */
  forget(id: string): void {
    this.#tasks.clear(id);
    this.forgetLists();
    this.account.changed("compressionTask", [id]);
  }

  /** Something was added. */
  forgetLists(): void {
    this.#pages.clearAll();
    this.account.tasks.compressions.forgetAll();
  }

  async #read(id: string): Promise<CompressionTaskRecord | null> {
    const { compression, compressionCache } = this.account.tasks;
    const final = this.upstreamBudget.useResultCache ? await compressionCache.get(id) : undefined;
    if (final) {
      this.upstreamBudget.cached(compression.name, id);
      return final;
    }
    const task = await compression.read(id, this.upstreamBudget);
    if (task?.isFinal) compressionCache.set(id, task);
    else compressionCache.forget(id);
    return task;
  }
}
