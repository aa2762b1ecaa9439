/**
 * A script that Redis runs as one step, with a last moment. A command that was given up may still be in
 * a socket, or in a Redis that is frozen: it runs later, finds that its moment has passed by Redis's
 * clock, and does nothing.
 *
 * The body finds Redis's time in milliseconds as `now`, and its own arguments from `ARGV[2]` on.
 */
export class Script {
  readonly source: string;

  constructor(body: string) {
    this.source = PRELUDE + body;
  }
}

const PRELUDE = `local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if now > tonumber(ARGV[1]) then return redis.error_reply('LATE ' .. string.format('%.0f', now)) end
`;

/** Redis's time when a script came too late by its clock; null for any other error. */
export function lateAt(error: unknown): number | null {
  const [, now] = error instanceof Error ? (/^LATE (\d+)$/.exec(error.message) ?? []) : [];
  return now === undefined ? null : Number(now);
}

/** Lua that reads a text, and deletes what others put in its place: another type, too much, or for ever. */
export const READ_TEXT = `local dropped = 0
local function drop(key) redis.call('del', key) dropped = dropped + 1 end
local function text(key, maxBytes, maxMs)
  local kind = redis.call('type', key).ok
  if kind == 'none' then return false end
  if kind ~= 'string' or redis.call('strlen', key) > maxBytes then drop(key) return false end
  local left = redis.call('pttl', key)
  if left < 0 or left > maxMs then drop(key) return false end
  return redis.call('get', key)
end
`;
