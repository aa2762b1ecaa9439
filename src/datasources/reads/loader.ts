import DataLoader from "dataloader";

/**
 * A DataLoader for reads that Qianfan answers one by one: each key is read once for an operation, and a
 * slow one keeps no other waiting, since the batch holds the reads themselves.
 */
export class Loader<Key, Value> {
  readonly #loader: DataLoader<Key, { readonly read: Promise<Value> }, string>;
  readonly #loads = new Map<string, Promise<{ readonly read: Promise<Value> }>>();

  constructor(
    private readonly readAll: (keys: readonly Key[]) => readonly Promise<Value>[],
    cacheKeyFn: (key: Key) => string,
  ) {
    this.#loader = new DataLoader(async (keys) => this.readAll(keys).map((read) => ({ read })), {
      cacheKeyFn,
      cacheMap: this.#loads,
    });
  }

  async load(key: Key): Promise<Value> {
    const { read } = await this.#loader.load(key);
    return read;
  }

  /** Resolves when everything that has been asked for so far is read or has failed. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#loads.values()].map(async (load) => (await load).read));
  }

  /** Keeps a value that was read under another key. */
  prime(key: Key, value: Value): void {
    this.#loader.prime(key, { read: Promise.resolve(value) });
  }

  clear(key: Key): void {
    this.#loader.clear(key);
  }

  clearAll(): void {
    this.#loader.clearAll();
  }
}

/** Objects by their canonical ids. */
export function loaderById<Value>(read: (id: string) => Promise<Value>): Loader<string, Value> {
  return new Loader(
    (ids) => ids.map(read),
    (id) => id,
  );
}

/** Pages and lists by what is asked for. */
export function loaderByRequest<Request, Value>(
  read: (request: Request) => Promise<Value>,
): Loader<Request, Value> {
  return new Loader(
    (requests) => requests.map(read),
    (request) => JSON.stringify(request),
  );
}
