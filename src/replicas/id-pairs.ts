import { setImmediate as turn } from "node:timers/promises";
import { z } from "zod";
import type { Identities } from "../datasources/identities.ts";
import type { DroppedValues } from "./dropped-values.ts";
import { idPair, type PubSub } from "./pub-sub.ts";
import type { RedisClient } from "./redis-client.ts";
import { Script } from "./script.ts";
import { StoredFormat } from "./stored-format.ts";

export interface IdPairsOptions {
  readonly prefix: string;
  readonly max: number;
  readonly dropped: DroppedValues;
}

const MAX_PAIR_BYTES = 1000;
/** As many as Redis returns within one command's time. */
const PAIRS_PER_READ = 1000;

const ADD = new Script(
  "return redis.call('xadd', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'pair', ARGV[3])",
);

const entries = z.array(z.tuple([z.string(), z.array(z.string())]));

/** Publishes the ids that are learned here to the other replicas, and keeps them for those that start later. */
export async function shareIdPairs(
  identities: Identities,
  redis: RedisClient,
  pubSub: PubSub,
  { prefix, max, dropped }: IdPairsOptions,
): Promise<void> {
  const stream = `${prefix}:pairs`;
  const format = new StoredFormat(idPair, dropped, { what: "id pair", maxBytes: MAX_PAIR_BYTES });
  identities.onLearned = (kind, id, numericId) => {
    const pair = { kind, id, numericId };
    pubSub.publish({ what: "pair", pair });
    const text = format.write(pair);
    if (text !== null) redis.run(ADD, [stream], [max, text]).catch(() => {});
  };
  const learn = ({ kind, id, numericId }: z.output<typeof idPair>) =>
    identities.hear(kind, id, numericId);
  pubSub.on("pair", ({ pair }) => learn(pair));
  let [before, left] = ["+", max];
  while (left > 0) {
    const page = await readPage(redis, stream, before, Math.min(left, PAIRS_PER_READ));
    for (const [entry, [, text = ""]] of page) {
      const pair = format.read(text);
      if (pair) learn(pair);
      before = `(${entry}`;
    }
    if (page.length < PAIRS_PER_READ) return;
    left -= page.length;
    await turn();
  }
}

// What cannot be read now is learned from Qianfan's answers.
async function readPage(redis: RedisClient, stream: string, before: string, count: number) {
  try {
    return entries.parse(
      await redis.read((commands) => commands.xrevrange(stream, before, "-", "COUNT", count)),
    );
  } catch {
    return [];
  }
}
