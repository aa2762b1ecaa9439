import { setTimeout } from "node:timers/promises";
import { afterAll } from "vitest";

// A file that leaves a listening socket, a child process or a watched file behind fails. What a file
// has closed or killed at its end may take a moment to go.
const KINDS = ["TCPServerWrap", "UDPWRAP", "ProcessWrap", "FSEventWrap"];
const MAX_WAIT_MS = 5_000;
const TURN_MS = 20;

const open = () => process.getActiveResourcesInfo().filter((kind) => KINDS.includes(kind));
// The next file may run in this process: it does not answer for what an earlier one left.
const before = open().length;

afterAll(async () => {
  for (let waited = 0; open().length > before; waited += TURN_MS) {
    if (waited >= MAX_WAIT_MS) throw new Error(`left behind: ${open().join(", ")}`);
    await setTimeout(TURN_MS);
  }
}, MAX_WAIT_MS * 2);
