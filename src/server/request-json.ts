import { randomUUID } from "node:crypto";

/** Only an integer of 16 digits or more can lose any. */
const MAY_LOSE_DIGITS = /\d{16}/;
const TOKENS = /\\.|"|-?\d[\d.eE+-]*/g;
const INTEGER = /^-?\d+$/;
/** No client can know it, so that no text of a client's begins with it. */
const MARK = `${randomUUID()}:`;

/**
 * An integer of a client's JSON that a number would lose digits of. It keeps the digits and not a
 * `bigint`, which takes hundreds of milliseconds to make of a megabyte of them.
 */
export class LongInteger {
  readonly #digits: string;

  constructor(digits: string) {
    this.#digits = digits;
  }

  toString(): string {
    return this.#digits;
  }

  toJSON(): string {
    return this.#digits;
  }
}

/**
 * A client's JSON to a value. An integer beyond 2^53 becomes a {@link LongInteger}; what it stands for is
 * known when the operation's variables are (`pipeline/exact-integers.ts`).
 *
 * @throws SyntaxError where it is no JSON.
 */
export function parseClientJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return MAY_LOSE_DIGITS.test(text) ? unmarked(JSON.parse(marked(text))) : value;
}

/** JSON whose long integers are texts that begin with the mark. */
function marked(text: string): string {
  let isInText = false;
  return text.replace(TOKENS, (token) => {
    if (token === '"') isInText = !isInText;
    if (isInText || !INTEGER.test(token) || Number.isSafeInteger(Number(token))) return token;
    return `"${MARK}${token}"`;
  });
}

// By a list of what is left to do: a client's JSON may nest deeper than a stack.
function unmarked(value: unknown): unknown {
  const root = { value };
  const holders: object[] = [root];
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    for (const [name, member] of Object.entries(holder)) {
      if (typeof member === "object" && member !== null) holders.push(member);
      else if (typeof member === "string" && member.startsWith(MARK)) {
        Reflect.set(holder, name, new LongInteger(member.slice(MARK.length)));
      }
    }
  }
  return root.value;
}
