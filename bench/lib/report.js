import { WORKLOADS } from "../workloads.js";

/** The results as Markdown, to paste into docs/performance.md. */
export function markdown({ machine, rounds, seconds, ...parts }) {
  const { table, seldom, growth, startUps, subscribers, hostile, floods, wrong } = parts;
  return [
    `${machine.cores} cores of ${machine.cpu}, Node ${machine.node}; ${rounds} rounds of ${seconds} s each.\n`,
    versionsTable(machine.versions),
    ...(table ? tables(table) : []),
    ...(seldom ? [seldomTable(seldom)] : []),
    ...(startUps ? [startTable(startUps)] : []),
    ...(growth ? [growthTable(growth.versions), growthTable(growth.clients)] : []),
    ...(subscribers ? [subscribersTable(subscribers)] : []),
    ...(hostile ? [waitsTable("document", hostile)] : []),
    ...(floods ? [waitsTable("flood", floods)] : []),
    ...(wrong ? [wrongTable(wrong)] : []),
  ].join("\n");
}

function tables(cells) {
  const names = [...new Set(Object.values(cells).flatMap(Object.keys))];
  const base = (workload) => cells[workload][names[0]];
  const table = (title, cellOf) =>
    `${title}\n\n${rows([
      ["workload", ...names],
      ...Object.keys(cells).map((workload) => [
        `${workload} ${WORKLOADS[workload].title}`,
        ...names.map((name) =>
          cells[workload][name] ? cellOf(cells[workload][name], base(workload)) : "",
        ),
      ]),
    ])}`;
  const digits = (number) => Number(number.toPrecision(number < 10 ? 2 : 3)).toLocaleString("en");
  return [
    table(
      `Throughput as a multiple of ${names[0]}, spread, and upstream calls per operation:`,
      (cell, base) =>
        `${digits(cell.perSecond / base.perSecond)} ±${Math.round(cell.spread * 100)} %, ${digits(cell.calls)}${cell.wrong ? `, ${cell.wrong} WRONG` : ""}`,
    ),
    table(
      "Operations a second, and the milliseconds within which half and 99 % were answered:",
      (cell) => `${digits(cell.perSecond)}; ${digits(cell.p50)}, ${digits(cell.p99)}`,
    ),
    table(
      "Processor time of the server per operation in milliseconds, its share of a core, and its memory in MB at rest and under load:",
      (cell) =>
        `${digits(cell.cpuMs)}; ${digits(cell.busy)}; ${cell.atRestMb}, ${digits(cell.residentMb)}`,
    ),
  ];
}

function versionsTable(versions) {
  return rows([["contender", "versions"], ...Object.entries(versions)]);
}

function seldomTable(found) {
  return rows([["", "`{ __typename }` once in a while, p50 (ms)"], ...Object.entries(found)]);
}

function startTable(found) {
  return rows([
    ["", "start to first answer (ms)", "memory then (MB)"],
    ...Object.entries(found).map(([name, row]) => [name, row.firstAnswerMs, row.residentMb]),
  ]);
}

function growthTable(points) {
  return rows([
    [
      "",
      "asked",
      "clients",
      "operations a second",
      "p50 (ms)",
      "p99 (ms)",
      "memory at rest (MB)",
      "under load",
    ],
    ...points.map((p) => [
      p.name,
      p.workload,
      p.clients,
      p.perSecond,
      p.p50,
      p.p99,
      p.atRestMb,
      p.residentMb,
    ]),
  ]);
}

function subscribersTable(watches) {
  return rows([
    [
      "subscribers",
      "evaluations they watch",
      "calls upstream per poll interval",
      "poll interval (ms)",
      "change upstream to the first told (ms)",
      "to the last",
      "memory at rest (MB)",
      "with them",
      "share of a core while nothing changes",
      "told wrongly",
    ],
    ...watches.map((watch) => [
      watch.subscribers,
      watch.evaluations,
      watch.callsPerInterval,
      watch.intervalMs,
      watch.firstToldMs,
      watch.lastToldMs,
      watch.atRestMb,
      watch.residentMb,
      watch.busy,
      watch.wrong,
    ]),
  ]);
}

function waitsTable(attack, found) {
  const names = Object.keys(found);
  return rows([
    [attack, ...names.map((name) => `${name}: others wait (ms)`)],
    ...Object.keys(found[names[0]] ?? {}).map((title) => [
      title,
      ...names.map((n) => found[n][title]),
    ]),
  ]);
}

function wrongTable(found) {
  return rows([
    ["", "of 400 random documents: answered wrongly, without an error", "answered with an error"],
    ...Object.entries(found).map(([name, row]) => [name, row.wrong, row.refused]),
  ]);
}

function rows([head, ...body]) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...body.map(line)].join("\n")}\n`;
}
