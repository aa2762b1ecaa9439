import { deepStrictEqual } from "node:assert";
import { CONTENDERS } from "../contenders/index.js";
import { WORKLOADS } from "../workloads.js";
import { drive } from "./drive.js";
import { httpAsker } from "./http.js";
import { rightAnswer } from "./oracle.js";
import { SERVER_CORE, start, tell, usage } from "./processes.js";

/** A contender on its core, able to be asked and timed; with other settings, where it is asked for. */
export async function enter(name, upstreamUrl, settings = {}) {
  const { args, env, isClient = false } = CONTENDERS[name];
  const server = await start(args, SERVER_CORE, {
    UPSTREAM: upstreamUrl,
    ...env?.(upstreamUrl),
    ...settings,
  });
  return { name, isClient, ...server, atRestMb: Math.round(usage(server.pid).residentMb) };
}

/** The bytes a contender answers each request with, once they hold exactly what the oracle says. */
export async function verified(contender, workloadName, oracle) {
  const requests = WORKLOADS[workloadName].requests();
  const http = contender.isClient ? null : httpAsker(contender.url, 1);
  const checked = [];
  for (const [index, request] of requests.entries()) {
    const bytes = http
      ? await http.ask(request)
      : Buffer.from((await tell(contender.child, { name: workloadName, index })).bytes);
    deepStrictEqual(JSON.parse(bytes.toString()), { data: oracle[index] }, contender.name);
    checked.push({ ...request, bytes });
  }
  await http?.close();
  return checked;
}

export function oracleOf(workloadName) {
  return Promise.all(WORKLOADS[workloadName].requests().map(rightAnswer));
}

/** One round of one contender at one workload. */
export async function round(contender, workloadName, checked, upstream, seconds, clients) {
  const workload = { ...WORKLOADS[workloadName], ...(clients ? { clients } : {}) };
  const before = { ...usage(contender.pid), ...(await tell(upstream.child, {})), at: Date.now() };
  const result = await load(contender, workloadName, workload, checked, seconds);
  const after = { ...usage(contender.pid), ...(await tell(upstream.child, {})), at: Date.now() };
  return {
    ...result,
    calls: (after.calls - before.calls) / result.operations,
    cpuMs: (after.cpuMs - before.cpuMs) / result.operations,
    busy: (after.cpuMs - before.cpuMs) / (after.at - before.at),
    residentMb: after.residentMb,
  };
}

async function load(contender, name, workload, checked, seconds) {
  if (contender.isClient) {
    const expected = checked.map(({ bytes }) => bytes.toString());
    return (await tell(contender.child, { name, expected, seconds })).result;
  }
  const http = httpAsker(contender.url, workload.clients);
  const result = await drive(http.ask, checked, workload, { seconds });
  await http.close();
  return result;
}

/** Rounds until the engine has compiled what runs often, or until it is clear that it never runs often. */
export async function warmUp(once) {
  let operations = 0;
  for (let n = 0; n < 5 && operations < 2000; n += 1) operations += (await once()).operations;
}
