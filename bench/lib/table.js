import { CONTENDERS } from "../contenders/index.js";
import { WORKLOADS } from "../workloads.js";
import { enter, oracleOf, round, verified, warmUp } from "./contest.js";
import { tell } from "./processes.js";
import { summary } from "./statistics.js";

/** Each contender at each workload: all of them in turn and back, as many times as there are rounds. */
export async function table({ workloads, names, rounds, seconds, say }, upstream) {
  const cells = {};
  for (const workload of workloads) {
    const { latencyMs } = WORKLOADS[workload];
    await tell(upstream.child, { latencyMs: 0 });
    const oracle = await oracleOf(workload);
    const entered = [];
    // Fresh processes: none is warm from another workload, or has its memory.
    for (const name of names.filter((name) => canAnswer(name, workload))) {
      const contender = await enter(name, upstream.url);
      entered.push({ contender, checked: await verified(contender, workload, oracle), rows: [] });
    }
    await tell(upstream.child, { latencyMs });
    for (const { contender, checked } of entered) {
      await warmUp(() => round(contender, workload, checked, upstream, seconds));
    }
    for (let n = 0; n < rounds; n += 1) {
      // Each as often before another as after it.
      for (const { contender, checked, rows } of n % 2 ? entered.toReversed() : entered) {
        rows.push(await round(contender, workload, checked, upstream, seconds));
      }
    }
    cells[workload] = {};
    for (const { contender, rows } of entered) {
      cells[workload][contender.name] = { ...summary(rows), atRestMb: contender.atRestMb };
      say(`${workload} ${contender.name}: ${JSON.stringify(cells[workload][contender.name])}`);
      await contender.stop();
    }
  }
  return cells;
}

function canAnswer(name, workload) {
  const { isClient, knowsOnly = workload } = CONTENDERS[name];
  return knowsOnly === workload && (!isClient || WORKLOADS[workload].bare !== null);
}
