import { z } from "zod";
import type { Identities } from "../datasources/identities.ts";
import { isIdKind } from "../ids.ts";
import type { Link } from "./link.ts";
import type { News } from "./news.ts";

export interface IdPairsOptions {
  readonly prefix: string;
  readonly max: number;
}

const pair = z.object({ kind: z.string(), id: z.string(), numericId: z.string() });

/** Tells what ids are learned here to the other replicas, and to those that start later. */
export async function shareIdPairs(
  identities: Identities,
  link: Link,
  news: News,
  { prefix, max }: IdPairsOptions,
): Promise<void> {
  const stream = `${prefix}:pairs`;
  identities.onLearned = (kind, id, numericId) => {
    news.tell({ what: "pair", kind, id, numericId });
    const text = JSON.stringify({ kind, id, numericId });
    link.ask((redis) => redis.xadd(stream, "MAXLEN", "~", max, "*", "pair", text)).catch(() => {});
  };
  const learn = ({ kind, id, numericId }: z.output<typeof pair>) => {
    if (isIdKind(kind)) identities.hear(kind, id, numericId);
  };
  news.on("pair", learn);
  const known = await link
    .ask((redis) => redis.xrevrange(stream, "+", "-", "COUNT", max))
    .catch(() => []);
  for (const [, [, text = "null"]] of known) {
    const learned = pair.safeParse(JSON.parse(text)).data;
    if (learned) learn(learned);
  }
}
