import { z } from "zod";
import type { Outcome } from "../../idempotency/store.ts";
import { Script } from "../script.ts";
import { storedDetails, storedQianfan } from "../stored-error.ts";

// KEYS[1] is the hash of one idempotency key. Its `claim` names the owner and the generation of the
// claim it stands for, and every change but a new claim is bound to it.

/** Of what is written here; a hash of another build stands for an unknown outcome. */
export const ENTRY_VERSION = "2";
export const MAX_OUTCOME_BYTES = 64_000;

/**
 * - `running`: its owner runs the write, and counts on. Without expiry: by no clock is it over.
 * - `abandoned`: its owner stopped counting.
 * - `settled`: the write ended, with an outcome.
 * - `free`: it changed nothing. Kept for a while, since a key that is merely gone was lost.
 */
const state = z.enum(["running", "abandoned", "settled", "free"]);

const storedOutcome: z.ZodType<Outcome> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done"), value: z.unknown() }),
  z.object({
    kind: z.literal("unknown"),
    details: storedDetails,
    qianfan: storedQianfan.optional(),
  }),
]);

const outcomeText = z.string().transform((text, context): Outcome | null => {
  if (text === "") return null;
  try {
    return storedOutcome.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "is no outcome" });
    return z.NEVER;
  }
});

/** What a key stands for. */
export const entry = z
  .tuple([
    z.literal(ENTRY_VERSION),
    z.string().min(1).max(100),
    state,
    z.string().min(1),
    outcomeText,
    z.string(),
  ])
  .transform(([, claim, state, fingerprint, outcome, beat]) => ({
    claim,
    state,
    fingerprint,
    outcome,
    beat,
  }))
  .refine(({ state, outcome }) => (state === "settled") === (outcome !== null), {
    message: "a settled key has an outcome, and no other",
  });

export type Entry = z.output<typeof entry>;

const ENTRY = `local function kind() return redis.call('type', KEYS[1]).ok end
local function claimed() return kind() == 'hash' and redis.call('hget', KEYS[1], 'claim') end
local function write(state, claim, fingerprint, outcome)
  redis.call('del', KEYS[1])
  redis.call('hset', KEYS[1], 'v', '${ENTRY_VERSION}', 'state', state, 'claim', claim,
    'fingerprint', fingerprint, 'outcome', outcome, 'beat', 0)
end
local function read()
  if kind() ~= 'hash' then return {} end
  if redis.call('hstrlen', KEYS[1], 'outcome') > ${MAX_OUTCOME_BYTES} then return {} end
  if redis.call('hstrlen', KEYS[1], 'fingerprint') > ${MAX_OUTCOME_BYTES} then return {} end
  return redis.call('hmget', KEYS[1], 'v', 'claim', 'state', 'fingerprint', 'outcome', 'beat')
end
`;

/** ARGV: claim, fingerprint. Null when it is claimed now, else what stands there. */
export const CLAIM = new Script(`${ENTRY}
local isFree = claimed() and redis.call('hget', KEYS[1], 'state') == 'free'
if kind() ~= 'none' and not isFree then return read() end
redis.call('hset', KEYS[1], 'v', '${ENTRY_VERSION}')
write('running', ARGV[2], ARGV[3], '')
return false`);

/** Null when nothing stands there. */
export const READ = new Script(`${ENTRY} if kind() == 'none' then return false end return read()`);

/**
 * ARGV: claim, fingerprint. Shows that the claim runs. A claim that Redis has lost stands there again
 * afterwards. 0 when another claim stands there.
 */
export const BEAT = new Script(`${ENTRY}
if kind() == 'none' then write('running', ARGV[2], ARGV[3], '') return 2 end
local state = claimed() == ARGV[2] and redis.call('hget', KEYS[1], 'state')
if state ~= 'running' and state ~= 'abandoned' then return 0 end
redis.call('hset', KEYS[1], 'state', 'running')
redis.call('hincrby', KEYS[1], 'beat', 1)
redis.call('persist', KEYS[1])
return 1`);

/** ARGV: claim, fingerprint, outcome, age. Also for a claim that Redis has lost. */
export const SETTLE = new Script(`${ENTRY}
if kind() ~= 'none' and claimed() ~= ARGV[2] then return 0 end
write('settled', ARGV[2], ARGV[3], ARGV[4])
redis.call('pexpire', KEYS[1], ARGV[5])
return 1`);

/** ARGV: claim, fingerprint, age. */
export const RELEASE = new Script(`${ENTRY}
if claimed() ~= ARGV[2] then return 0 end
write('free', ARGV[2], ARGV[3], '')
redis.call('pexpire', KEYS[1], ARGV[4])
return 1`);

/** ARGV: claim, beat, age. Unless its owner has shown itself meanwhile. */
export const ABANDON = new Script(`${ENTRY}
if claimed() ~= ARGV[2] or redis.call('hget', KEYS[1], 'state') ~= 'running' then return 0 end
if redis.call('hget', KEYS[1], 'beat') ~= ARGV[3] then return 0 end
redis.call('hset', KEYS[1], 'state', 'abandoned')
redis.call('pexpire', KEYS[1], ARGV[4])
return 1`);
