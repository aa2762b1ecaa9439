import { setTimeout } from "node:timers/promises";
import type { Emulator } from "../../src/emulator/index.ts";

/** Waits until so many calls have reached the emulator since its start. */
export async function untilCalled({ calls }: Pick<Emulator, "calls">, count = 1): Promise<void> {
  while (calls.length < count) await setTimeout(5);
}
