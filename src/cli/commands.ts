import { settingsTable } from "../config/index.ts";

/** One command of `qianfan-graphql`: a program of its own, which reads its own arguments. */
export interface Command {
  readonly about: string;
  /** What `--help` says; null where the program answers that itself. */
  readonly help: (() => string) | null;
  readonly run: () => Promise<unknown>;
}

// biome-ignore format: one command, one entry
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: { about: "Serve GraphQL over Qianfan's API.", help: serveHelp, run: () => import("../main.ts") },
  demo: { about: "Serve GraphQL over made-up data, without credentials.", help: demoHelp, run: () => import("./demo.ts") },
  emulator: { about: "Run the local stand-in for Qianfan alone.", help: null, run: () => import("../emulator/main.ts") },
  doctor: { about: "Check the settings, the way to Qianfan, and what it answers.", help: null, run: () => import("./doctor.ts") },
  token: { about: "Make a bearer token for a caller.", help: null, run: () => import("./token.ts") },
  schema: { about: "Print the schema: the subgraph's, or with --api the clients'.", help: null, run: () => import("./print-schema.ts") },
  safelist: { about: "Make the list of the only operations to answer.", help: null, run: () => import("./safelist.ts") },
};

function serveHelp(): string {
  const rows = settingsTable().map(({ name, byDefault, about }) => {
    return `  ${name} (${byDefault || "none"})\n      ${about}`;
  });
  return `Serves GraphQL over Qianfan's API until it is told to stop (SIGINT or SIGTERM).

Usage: qianfan-graphql serve

It is set up by environment variables, which may stand in a file .env in this folder:

${rows.join("\n")}
`;
}

function demoHelp(): string {
  return `Serves GraphQL over an emulator of Qianfan with made-up data, both in this process. It needs no
credentials, and nothing leaves this machine.

Usage: qianfan-graphql demo

The settings of "qianfan-graphql serve" hold, but for those that name the account.
`;
}
