import { createHash } from "node:crypto";

/** Always the same for the same text. */
export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export type Random = () => number;

/** Numbers from 0 up to 1, always the same ones for the same text. */
export function randomFrom(text: string): Random {
  let state = Number.parseInt(hash(text).slice(0, 8), 16);
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Near 0, seldom further than 3: three dice come close enough to a bell curve. */
export function bell(random: Random): number {
  return (random() + random() + random() - 1.5) * 2;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** As many digits as Qianfan's metrics have. */
export function round(value: number): number {
  return Number(value.toFixed(8));
}
