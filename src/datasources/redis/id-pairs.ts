import { setImmediate as turn } from "node:timers/promises";
import { z } from "zod";
import type { IdMap } from "../ids/id-map.ts";
import type { DroppedValues } from "./dropped-values.ts";
import { type IdPair, idPair, type PubSub } from "./pub-sub.ts";
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

/** As many as fit well into one message, and one command. A model has thousands of versions. */
const PAIRS_PER_BATCH = 500;

/** ARGV: the stream's length, pairs. */
const ADD = new Script(`
for at = 3, #ARGV do redis.call('xadd', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'pair', ARGV[at]) end
return 1`);

const entries = z.array(z.tuple([z.string(), z.array(z.string())]));

/** Publishes the ids that are learned here to the other replicas, and keeps them for those that start later. */
export async function shareIdPairs(
  idMap: IdMap,
  redis: RedisClient,
  pubSub: PubSub,
  { prefix, max, dropped }: IdPairsOptions,
): Promise<void> {
  const stream = `${prefix}:pairs`;
  const format = new StoredFormat(idPair, dropped, { what: "id pair", maxBytes: MAX_PAIR_BYTES });
  const learned: IdPair[] = [];
  const send = async () => {
    while (learned.length > 0) {
      const pairs = learned.splice(0, PAIRS_PER_BATCH);
      pubSub.publish({ what: "pairs", pairs });
      const texts = pairs.map((pair) => format.write(pair)).filter((text) => text !== null);
      await redis.run(ADD, [stream], [max, ...texts]).catch(() => {});
    }
  };
  idMap.onLearned = (kind, id, numericId) => {
    learned.push({ kind, id, numericId });
    if (learned.length === 1) setImmediate(() => void send());
  };
  const learn = ({ kind, id, numericId }: IdPair) => idMap.hear(kind, id, numericId);
  pubSub.on("pairs", ({ pairs }) => pairs.forEach(learn));
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
