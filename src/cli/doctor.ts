import { parseArgs } from "node:util";
import { loadEnvFile } from "../config/env-file.ts";
import { ConfigError } from "../config/index.ts";
import { runDoctor } from "./doctor/run.ts";

const HELP = `Checks the settings, the way to Qianfan, and what Qianfan answers, with read-only calls by V1 and V2. It
compares the form of each answer with what this server can read. The report has names and types, no
ids, names, texts or addresses: it can be pasted into an issue.

Usage: qianfan-graphql doctor [options]   (in a checkout: npm run doctor -- ...)

  --account <name>          only this account of ACCOUNTS_FILE (default: all)
  --evaluation-task <id>    an evaluation to read too; may be repeated (V1 lists none)
  --result-export <id>      an export of results to read too; may be repeated (nothing lists them)
  --record <folder>         write the answers there, with every id, name, text and address replaced
  --words                   show the words that no enum has; they are values of Qianfan's
  --help                    show this text

It takes the settings of "qianfan-graphql serve". It exits with 1 when something differs or fails.
`;

try {
  const { values } = parseArgs({
    options: {
      account: { type: "string" },
      "evaluation-task": { type: "string", multiple: true, default: [] },
      "result-export": { type: "string", multiple: true, default: [] },
      record: { type: "string" },
      words: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else {
    loadEnvFile(process.env);
    const { ok, report, faults } = await runDoctor(process.env, {
      account: values.account,
      record: values.record,
      words: values.words,
      ids: {
        evaluationTask: values["evaluation-task"],
        resultExport: values["result-export"],
      },
    });
    // Apart from the report: they may name values.
    if (faults.length > 0) process.stderr.write(`${faults.join("\n")}\n\n`);
    process.stdout.write(report);
    process.exitCode = ok ? 0 : 1;
  }
} catch (error) {
  const isMistake = error instanceof ConfigError || (error instanceof Error && "code" in error);
  if (!isMistake) throw error;
  process.stderr.write(`doctor: ${error.message}\nTry: qianfan-graphql doctor --help\n`);
  process.exitCode = 1;
}
