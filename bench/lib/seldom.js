import { setTimeout as wait } from "node:timers/promises";
import { CONTENDERS } from "../contenders/index.js";
import { enter } from "./contest.js";
import { httpAsker, ping } from "./http.js";
import { median } from "./statistics.js";

const EVERY_MS = 45;
const TIMES = 150;

/**
 * How long it takes to ask for nothing, once in a while, as the client of W8 asks: the way to a process
 * that had gone to sleep, and back. What W8 takes beyond the bare client holds this once.
 */
export async function seldom({ names, say }, upstream) {
  const servers = names.filter((name) => !CONTENDERS[name].isClient && !CONTENDERS[name].isExtra);
  const found = {};
  for (const name of servers) found[name] = await medianOf(await enter(name, upstream.url));
  say(`seldom: ${JSON.stringify(found)}`);
  return found;
}

async function medianOf(server) {
  const http = httpAsker(server.url, 1);
  for (let n = 0; n < TIMES; n += 1) await ping(http);
  const latencies = [];
  for (let n = 0; n < TIMES; n += 1) {
    await wait(EVERY_MS);
    const begun = performance.now();
    await ping(http);
    latencies.push(performance.now() - begun);
  }
  await http.close();
  await server.stop();
  return Number(median(latencies).toFixed(2));
}
