import { parseArgs } from "node:util";
import { fuzz } from "../test/fuzz/fuzz.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    documents: { type: "string", default: "5000" },
    faults: { type: "boolean", default: false },
    /** A setting of the server, as NAME=VALUE. */
    set: { type: "string", multiple: true, default: [] },
    differences: { type: "string", default: "1" },
  },
});

const [seed, documents] = [Number(values.seed), Number(values.documents)];
const started = performance.now();
const report = await fuzz({
  seed,
  documents,
  withFaults: values.faults,
  settings: Object.fromEntries(values.set.map((setting) => setting.split("=", 2))),
  most: Number(values.differences),
});
for (const { index, time, operation, expected, answered } of report.differences) {
  const shown = [
    `Document ${index}, asked for the ${time}. time, is answered otherwise than it should be.`,
    operation.query,
    JSON.stringify({ variables: operation.variables, operationName: operation.operationName }),
    `Expected: ${JSON.stringify(expected)}`,
    `Answered: ${JSON.stringify(answered)}`,
  ];
  process.stdout.write(`${shown.join("\n")}\n\n`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(
  `Seed ${seed}: ${report.documents} documents, ${report.withoutErrors} of them without an error, ${report.differences.length} differences, ${seconds} s.\n`,
);
process.exitCode = report.differences.length > 0 ? 1 : 0;
