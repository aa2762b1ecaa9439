import { setTimeout as wait } from "node:timers/promises";
import { evaluationDetail, evaluationIdOf, evaluationOf } from "../upstream/data.js";
import { enter } from "./contest.js";
import { Crowd } from "./crowd.js";
import { httpAsker, ping } from "./http.js";
import { tell, usage } from "./processes.js";
import { median } from "./statistics.js";

const NAME = "this server";
const EVALUATIONS = 50;
const INTERVAL_MS = 500;
const LATENCY_MS = 20;
const SUBSCRIPTION =
  "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { id stateText units { message } } }";

const integers = Array.from({ length: EVALUATIONS }, (_, n) => evaluationOf(n));

/** Running evaluations that many watch: what that asks of Qianfan, and how soon all know of a change. */
export async function subscribers({ names, subscriberCount, rounds, seconds, say }, upstream) {
  if (!names.includes(NAME)) return [];
  const rows = [];
  // With one subscriber each as well: the calls must be the same.
  for (const count of [EVALUATIONS, subscriberCount]) {
    rows.push(await watch(count, { rounds, watchMs: seconds * 4000 }, upstream));
    say(`subscribers: ${JSON.stringify(rows.at(-1))}`);
  }
  return rows;
}

async function watch(count, { rounds, watchMs }, upstream) {
  const move = (progress) => tell(upstream.child, { move: { ids: integers, ...progress } });
  const watched = Array.from({ length: count }, (_, n) => integers[n % EVALUATIONS]);
  const crowdIsTold = (progress, act) =>
    crowd.told(
      watched.map((integer) => eventOf(integer, progress)),
      act,
    );
  const begun = { state: "Doing", message: "0 %" };
  await tell(upstream.child, { latencyMs: LATENCY_MS });
  await move(begun);
  const server = await enter(NAME, upstream.url, {
    WATCH_MIN_INTERVAL_MS: String(INTERVAL_MS),
    WATCH_MAX_INTERVAL_MS: String(INTERVAL_MS),
  });
  const crowd = new Crowd(server.url, watched.map(bodyOf));
  const http = httpAsker(server.url, 1);
  await ping(http);
  await http.close();
  const atRest = usage(server.pid).residentMb;
  await crowdIsTold(begun, () => crowd.open());
  await wait(INTERVAL_MS * 2);

  const quiet = await quietly(watchMs, server, upstream);
  const changes = [];
  for (let n = 1; n <= rounds; n += 1) {
    await wait(INTERVAL_MS * (1 + n / rounds)); // at another point between two polls each time
    const progress = { state: "Doing", message: `${n} %` };
    changes.push(await crowdIsTold(progress, () => move(progress)));
  }
  const end = { state: "Done", message: "" };
  await crowdIsTold(end, () => move(end));
  await crowd.over();
  await server.stop();
  await tell(upstream.child, { latencyMs: 0 });
  return {
    subscribers: count,
    evaluations: EVALUATIONS,
    intervalMs: INTERVAL_MS,
    ...quiet,
    firstToldMs: Math.round(median(changes.map(({ firstMs }) => firstMs))),
    lastToldMs: Math.round(median(changes.map(({ lastMs }) => lastMs))),
    atRestMb: Math.round(atRest),
    wrong: crowd.wrong,
  };
}

/** What watching takes while nothing changes. */
async function quietly(watchMs, server, upstream) {
  const look = async () => ({
    at: performance.now(),
    ...usage(server.pid),
    ...(await tell(upstream.child, {})),
  });
  const before = await look();
  await wait(watchMs);
  const after = await look();
  const elapsedMs = after.at - before.at;
  return {
    callsPerInterval: Number((((after.calls - before.calls) * INTERVAL_MS) / elapsedMs).toFixed(1)),
    busy: Number(((after.cpuMs - before.cpuMs) / elapsedMs).toPrecision(2)),
    residentMb: Math.round(after.residentMb),
  };
}

function bodyOf(integer) {
  return JSON.stringify({ query: SUBSCRIPTION, variables: { id: evaluationIdOf(integer) } });
}

function eventOf(integer, progress) {
  const { evaluationIdStr, state, evalUnits } = evaluationDetail(integer, progress);
  const units = evalUnits.map(({ message }) => ({ message }));
  const evaluationTaskUpdated = { id: evaluationIdStr, stateText: state, units };
  return JSON.stringify({ data: { evaluationTaskUpdated } });
}
