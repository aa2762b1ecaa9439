import type { Call } from "./call.ts";

/** One of the calls that an operation is made of: it counts its own attempts, and the operation's. */
export function furtherCall(whole: Call): Call {
  let attempts = 0;
  return {
    started: performance.now(),
    get attempts() {
      return attempts;
    },
    set attempts(count) {
      whole.attempts += count - attempts;
      attempts = count;
    },
    get signal() {
      return whole.signal;
    },
    get owner() {
      return whole.owner;
    },
    get until() {
      return whole.until;
    },
    get onLogId() {
      return whole.onLogId;
    },
  };
}
