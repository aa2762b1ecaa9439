import { parse, stringify } from "devalue";
import type { SharedFinals } from "../datasources/finals.ts";
import type { Link } from "./link.ts";

/** Answers about final things, for all replicas; while Redis is away there are none. */
export class RedisFinals<Answer extends object> implements SharedFinals<Answer> {
  constructor(
    private readonly link: Link,
    private readonly prefix: string,
    private readonly maxAgeMs: number,
  ) {}

  async get(key: string): Promise<Answer | undefined> {
    try {
      const text = await this.link.ask((redis) => redis.get(this.#keyOf(key)));
      return text === null ? undefined : parse(text);
    } catch {
      return undefined; // It is only a cache: Qianfan is asked instead.
    }
  }

  set(key: string, answer: Answer): void {
    const text = stringify(answer);
    this.#send((redis) => redis.set(this.#keyOf(key), text, "PX", this.maxAgeMs));
  }

  forget(key: string): void {
    this.#send((redis) => redis.del(this.#keyOf(key)));
  }

  // What could not be kept is asked of Qianfan again, and what could not be dropped ages.
  #send(command: Parameters<Link["ask"]>[0]): void {
    this.link.ask(command).catch(() => {});
  }

  #keyOf(key: string): string {
    return `${this.prefix}:${key}`;
  }
}
