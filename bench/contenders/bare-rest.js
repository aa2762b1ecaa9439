// No GraphQL at all: what a programmer writes by hand who knows each answer and makes the fewest calls.
import { drive } from "../lib/drive.js";
import { WORKLOADS } from "../workloads.js";
import { restClient } from "./rest.js";

const rest = restClient();
const askBy = (workload) => async (request) =>
  Buffer.from(JSON.stringify({ data: await workload.bare(rest, request.variables) }));

process.on("message", async ({ name, index, expected, ...load }) => {
  const workload = WORKLOADS[name];
  const requests = workload.requests();
  if (expected === undefined) {
    process.send({ bytes: (await askBy(workload)(requests[index])).toString() });
    return;
  }
  const checked = requests.map((request, i) => ({ ...request, bytes: Buffer.from(expected[i]) }));
  process.send({ result: await drive(askBy(workload), checked, workload, load) });
});
process.send({ url: null });
