import { write } from "node:fs";
import { LineWriter } from "./line-writer.ts";

const STDOUT = 1;
const STDERR = 2;

let writer: LineWriter | undefined;

/** The one writer of this process to its standard output. */
export function standardOutput(): LineWriter {
  writer ??= openStandardOutput();
  return writer;
}

function openStandardOutput(): LineWriter {
  // Node makes a pipe non-blocking when it opens the stream: a write to a full pipe fails instead of
  // keeping one of Node's few threads, for which the end of the process would wait.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const opened = new LineWriter(STDOUT, { onFirstDrop: warn });
  process.on("exit", () => opened.flushSync());
  return opened;
}

function warn(reason: string): void {
  const text = `The log cannot be written to the standard output (${reason}). Log lines are dropped and counted; the server goes on.\n`;
  write(STDERR, text, () => {});
}
