import { CONTENDERS } from "../contenders/index.js";
import { enter } from "./contest.js";
import { httpAsker, ping } from "./http.js";
import { usage } from "./processes.js";
import { median } from "./statistics.js";

/** From the start of the process to its first answer, and the memory it has then. */
export async function startUps({ names, rounds, say }, upstream) {
  const found = {};
  for (const name of names.filter((name) => !CONTENDERS[name].isClient)) {
    const rows = [];
    for (let n = 0; n < rounds; n += 1) {
      const begun = performance.now();
      const contender = await enter(name, upstream.url);
      const http = httpAsker(contender.url, 1);
      await ping(http);
      const firstAnswerMs = performance.now() - begun;
      rows.push({ firstAnswerMs, residentMb: usage(contender.pid).residentMb });
      await http.close();
      await contender.stop();
    }
    found[name] = {
      firstAnswerMs: Math.round(median(rows.map((row) => row.firstAnswerMs))),
      residentMb: Math.round(median(rows.map((row) => row.residentMb))),
    };
    say(`start ${name}: ${JSON.stringify(found[name])}`);
  }
  return found;
}
