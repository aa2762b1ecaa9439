import { onTestFinished } from "vitest";
import { type EmulatorOptions, ManualClock, startEmulator } from "../../src/emulator/index.ts";
import { clientOf } from "./client.ts";

/** An emulator for one test, with time that stands still. */
export async function start(options: EmulatorOptions = {}) {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock, ...options });
  onTestFinished(() => emulator.close());
  return { emulator, clock, registry: emulator.registry(), ...clientOf(emulator) };
}

const SECOND = 1000;
export const seconds = (count: number) => count * SECOND;
