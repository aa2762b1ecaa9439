import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";
import { type IdKind, isId, isIdKind, isNumericId } from "../../domain/ids.ts";
import type { DroppedValues } from "./dropped-values.ts";
import type { RedisClient } from "./redis-client.ts";
import { Script } from "./script.ts";
import { StoredFormat } from "./stored-format.ts";

/** Room for the ids of all versions of a large model. */
const MAX_MESSAGE_BYTES = 4_000_000;
export const MAX_IDS = 50_000;

const kind = z.custom<IdKind>((value) => typeof value === "string" && isIdKind(value));
const id = z.string().min(1).max(100);
const isOfKind = (object: { kind: IdKind; id: string }) => isId(object.kind, object.id);

/** Both forms of an id. */
export const idPair = z
  .object({ kind, id, numericId: z.string().refine(isNumericId) })
  .refine(isOfKind);

export type IdPair = z.output<typeof idPair>;

const message = z.discriminatedUnion("what", [
  /** A mutation did something to objects. */
  z.object({
    what: z.literal("changed"),
    objects: z.array(z.object({ kind, ids: z.array(id).max(MAX_IDS) })).max(10),
  }),
  /** A watched object has been polled. */
  z.object({ what: z.literal("polled"), kind, id }),
  z.object({ what: z.literal("pairs"), pairs: z.array(idPair).max(1000) }),
  /** Qianfan keeps failing, or answers again. */
  z.object({ what: z.literal("breaker"), state: z.enum(["open", "closed"]) }),
]);

export type Message = z.output<typeof message>;
type Of<What extends Message["what"]> = Extract<Message, { what: What }>;

export interface PubSubOptions {
  readonly channel: string;
  readonly dropped: DroppedValues;
  readonly log: Logger;
}

const PUBLISH = new Script("return redis.call('publish', KEYS[1], ARGV[2])");

/** What the replicas of one account publish to each other; a replica that is away misses it. */
export class PubSub {
  readonly #self = randomUUID();
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #format: StoredFormat<{ from: string; message: Message }>;

  constructor(
    private readonly redis: RedisClient,
    private readonly options: PubSubOptions,
  ) {
    this.#format = new StoredFormat(
      z.object({ from: z.string().max(100), message }),
      options.dropped,
      { what: "message", maxBytes: MAX_MESSAGE_BYTES },
    );
    redis.listen(options.channel, (text) => this.#received(text));
  }

  publish(message: Message): void {
    const text = this.#format.write({ from: this.#self, message });
    if (text !== null) this.redis.run(PUBLISH, [this.options.channel], [text]).catch(() => {});
  }

  /** Calls back with what the others publish, until the function it gives back is called. */
  on<What extends Message["what"]>(what: What, listener: (message: Of<What>) => void): () => void {
    const received = (message: Message) => {
      if (isOf(message, what)) listener(message);
    };
    this.#listeners.add(received);
    return () => this.#listeners.delete(received);
  }

  #received(text: string): void {
    const received = this.#format.read(text);
    if (!received || received.from === this.#self) return;
    for (const listener of [...this.#listeners]) {
      try {
        listener(received.message);
      } catch (error) {
        // It runs in the connection's own event, where nothing else would catch it.
        this.options.log.error({ err: error }, "A message of another replica was not handled");
      }
    }
  }
}

function isOf<What extends Message["what"]>(message: Message, what: What): message is Of<What> {
  return message.what === what;
}
