import type { Emulator, FaultInput } from "../../src/emulator/index.ts";

const FAULTS: readonly FaultInput[] = [
  { kind: "hang" },
  { kind: "hang-in-body" },
  { kind: "reset" },
  { kind: "reset-when-reused" },
  { kind: "half" },
  { kind: "trickle", everyMs: 100 },
  { kind: "truncate" },
  { kind: "oversize", bytes: 2_000_000 },
  { kind: "slow", ms: 200 },
  { kind: "text", text: "" },
  { kind: "text", text: "<html>maintenance</html>" },
  { kind: "status", status: 204 },
  { kind: "status", status: 429, headers: { "Retry-After": "1" } },
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "status", status: 504 },
  { kind: "refuse", code: 18 },
  { kind: "refuse", code: 336100 },
  { kind: "refuse", code: 500000 },
  { kind: "remove", path: "result" },
];

/** A refusal for rate has for certain done nothing, so what it befell must not have been done. */
const mayHaveBeenDone = (fault: FaultInput) =>
  !(fault.kind === "refuse" && fault.code === 18) &&
  !(fault.kind === "status" && fault.status === 429);

/** Makes a part of all calls go wrong, in every way at random; half of those that can were done. */
export function goWrong({ faults }: Emulator, part: number): void {
  const plans = FAULTS.flatMap((fault) =>
    mayHaveBeenDone(fault)
      ? [
          { fault, done: false },
          { fault, done: true },
        ]
      : [{ fault, done: false }],
  );
  // Each plan is asked in turn, so that of all calls `part` meets one of them.
  const each = 1 - (1 - part) ** (1 / plans.length);
  for (const { fault, done } of plans) faults.share("*", fault, each, { done });
}
