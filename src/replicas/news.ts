import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Link } from "./link.ts";

const object = { kind: z.string(), id: z.string() };
const message = z.discriminatedUnion("what", [
  /** A mutation did something to an object. */
  z.object({ what: z.literal("changed"), ...object }),
  /** An object that is watched has been looked at. */
  z.object({ what: z.literal("polled"), ...object }),
  /** Both forms of an id are known. */
  z.object({ what: z.literal("pair"), ...object, numericId: z.string() }),
  /** Qianfan keeps failing, or answers again. */
  z.object({ what: z.literal("breaker"), state: z.enum(["open", "closed"]) }),
]);
const envelope = z.object({ from: z.string(), message });

export type Message = z.output<typeof message>;
type Of<What extends Message["what"]> = Extract<Message, { what: What }>;

/** What the replicas of one account tell each other; a message is lost on whoever is away. */
export class News {
  readonly #self = randomUUID();
  readonly #listeners = new Set<(message: Message) => void>();

  constructor(
    private readonly link: Link,
    private readonly channel: string,
  ) {
    link.hear(channel, (text) => this.#heard(text));
  }

  tell(message: Message): void {
    const text = JSON.stringify({ from: this.#self, message });
    this.link.ask((redis) => redis.publish(this.channel, text)).catch(() => {});
  }

  /** What the others tell. */
  on<What extends Message["what"]>(what: What, listener: (message: Of<What>) => void): () => void {
    const heard = (message: Message) => {
      if (isOf(message, what)) listener(message);
    };
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  #heard(text: string): void {
    // A replica of a later version may tell what is not understood here.
    const heard = envelope.safeParse(JSON.parse(text)).data;
    if (!heard || heard.from === this.#self) return;
    for (const listener of [...this.#listeners]) listener(heard.message);
  }
}

function isOf<What extends Message["what"]>(message: Message, what: What): message is Of<What> {
  return message.what === what;
}
