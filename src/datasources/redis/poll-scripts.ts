import { z } from "zod";
import { READ_TEXT, Script } from "./script.ts";

// All of one object's: KEYS[1] is what was seen, KEYS[2] the lease of the replica that looks.

/** ARGV: token, lease, size, age. A lease without expiry, or beyond its time, is nobody's. */
export const TURN = new Script(`${READ_TEXT}
local seen = text(KEYS[1], tonumber(ARGV[4]), tonumber(ARGV[5]))
if seen then return {'seen', seen, dropped} end
if text(KEYS[2], 100, tonumber(ARGV[3])) then return {'theirs', '', dropped} end
redis.call('set', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {'mine', '', dropped}`);

export const turn = z.tuple([z.enum(["seen", "theirs", "mine"]), z.string(), z.number()]);

/** ARGV: size, age. */
export const SEEN = new Script(
  `${READ_TEXT} return text(KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3]))`,
);

/** ARGV: token, lease. Only while the lease is still one's own. */
export const RENEW = new Script(`
if redis.call('get', KEYS[2]) ~= ARGV[2] then return 0 end
return redis.call('pexpire', KEYS[2], ARGV[3])`);

/** ARGV: token, what was seen or nothing, how long it is fresh. Only while the lease is still one's own. */
export const SETTLE = new Script(`
if redis.call('get', KEYS[2]) ~= ARGV[2] then return 0 end
redis.call('del', KEYS[2])
if ARGV[3] ~= '' then redis.call('set', KEYS[1], ARGV[3], 'PX', ARGV[4]) end
return 1`);

/** A replica that looks at this moment has no lease any more, so that what it sees is not passed on. */
export const FORGET = new Script("return redis.call('del', unpack(KEYS))");
