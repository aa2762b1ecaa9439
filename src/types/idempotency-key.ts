import { line, maybe } from "../schema/input-checks.ts";

const MAX_KEY_LENGTH = 255;

export const IDEMPOTENCY_KEY = `A name of your own for this one thing to do, such as a UUID, at most ${MAX_KEY_LENGTH} characters, so that sending it again is safe: the same key with the same input gives the first outcome again, two at once run once, and with another input it is refused (\`IDEMPOTENCY_KEY_REUSED\`). Keys are a caller's own, and within one Qianfan account: another caller with the same key is another key. What Qianfan declined may be tried again with the same key. A key is remembered for 24 hours from its outcome on unless set otherwise: by all replicas where they share a Redis, else by one process until it ends.`;

export const idempotencyKey = maybe(line(MAX_KEY_LENGTH));
