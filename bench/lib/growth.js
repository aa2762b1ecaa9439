import { WORKLOADS } from "../workloads.js";
import { enter, oracleOf, round, verified, warmUp } from "./contest.js";
import { tell } from "./processes.js";
import { summary } from "./statistics.js";

const RUNNERS = ["Apollo tutorial", "mercurius + JIT", "this server"];

/** How cost grows with the rows of an answer, and with the clients that ask at once. */
export async function growth(plan, upstream) {
  return {
    versions: await grow(
      plan,
      upstream,
      ["V10", "V100", "V1000", "V10000"].map((name) => [name, 8]),
    ),
    clients: await grow(
      plan,
      upstream,
      [1, 8, 64, 256].map((clients) => ["W5", clients]),
    ),
  };
}

async function grow({ names, rounds, seconds, say }, upstream, steps) {
  const points = [];
  for (const [workload, clients] of steps) {
    await tell(upstream.child, { latencyMs: 0 });
    const oracle = await oracleOf(workload);
    for (const name of RUNNERS.filter((runner) => names.includes(runner))) {
      const contender = await enter(name, upstream.url);
      const checked = await verified(contender, workload, oracle);
      await tell(upstream.child, { latencyMs: WORKLOADS[workload].latencyMs });
      const once = () => round(contender, workload, checked, upstream, seconds, clients);
      await warmUp(once);
      const rows = [];
      for (let n = 0; n < rounds; n += 1) rows.push(await once());
      await tell(upstream.child, { latencyMs: 0 });
      await contender.stop();
      points.push({ name, workload, clients, atRestMb: contender.atRestMb, ...summary(rows) });
      say(JSON.stringify(points.at(-1)));
    }
  }
  return points;
}
