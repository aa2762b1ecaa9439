import { header, type WireReply } from "./wire.ts";

/** How long `Retry-After` asks to wait, from either of its forms: seconds, or a date. */
export function retryAfterMs(reply: WireReply, now: Date): number | undefined {
  const value = header(reply, "retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // A date is by Qianfan's clock, which may not be ours.
  const theirNow = Date.parse(header(reply, "date") ?? "") || now.getTime();
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(until - theirNow, 0);
}
