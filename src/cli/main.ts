#!/usr/bin/env node
import { VERSION } from "../util/package-version.ts";
import { COMMANDS, type Command } from "./commands.ts";

const [name = "--help", ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

if (command) await run(name, command);
else if (name === "--help" || name === "help") process.stdout.write(overview());
else if (name === "--version") process.stdout.write(`${VERSION}\n`);
else misuse(`There is no command "${name}".`, "qianfan-graphql --help");

async function run(name: string, { help, run }: Command): Promise<void> {
  if (help && args.includes("--help")) process.stdout.write(help());
  else if (help && args.length > 0) {
    misuse(`"${name}" takes no "${args.join(" ")}".`, `qianfan-graphql ${name} --help`);
  } else {
    process.argv.splice(2, 1); // The command reads its arguments as if it had been called by itself.
    await run();
  }
}

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(10)}${about}`);
  return `A typed, batched, federated GraphQL API over Baidu Qianfan's model management.

Usage: qianfan-graphql <command> [--help]

${rows.join("\n")}
`;
}

function misuse(fault: string, help: string): void {
  process.stderr.write(`${fault}\nTry: ${help}\n`);
  process.exitCode = 2;
}
