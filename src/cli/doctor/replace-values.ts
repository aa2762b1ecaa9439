import { isKnownWord } from "../../datasources/qianfan/index.ts";
import { isRecord } from "../../util/is-record.ts";

/** The prefixes of Qianfan's string ids. */
const STRING_ID = /^(am|amv|ame|ameu|amemt|amva|ds|job|task|app)-(?=[A-Za-z0-9_-]+$)/;
const ID_MEMBER = /(^|_|[a-z])ids?(str)?$/i;
/** Members whose texts people write, also where one is like a word of the API. */
const FREE_TEXT = /name|desc|tag|label|prompt|content|message|msg|metric|title|steps/i;
const TIME_MEMBER = /time|date/i;
const TIME = /^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;
/** A version, a code, a share: too short to be anyone's. */
const SHORT_NUMBER = /^-?\d{1,3}(\.\d+)?%?$/;
/** Words of the API that no enum of this server has. */
const OTHER_WORDS = new Set(["Train", "Import", "sysBos", "usrBos", "customModel", "PyTorch"]);

/**
 * Replaces what an answer says with stand-ins, so that its form can be shown: ids, names, texts,
 * addresses and secrets. Equal values get equal stand-ins, also across answers. Words of the API,
 * booleans, times and numbers that are no ids stay.
 */
export class ValueReplacer {
  readonly #standIns = new Map<string, string>();
  #count = 0;

  replace(value: unknown, member = ""): unknown {
    if (Array.isArray(value)) return value.map((item) => this.replace(item, member));
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [this.#name(name), this.replace(inner, name)]),
      );
    }
    if (typeof value === "string") return this.#text(value, member);
    if (typeof value === "number") return this.#number(value, member);
    return value;
  }

  /** A member's name; one that may be data is replaced too. */
  #name(name: string): string {
    return /^([A-Za-z_]\w{0,47}|-?\d{1,2})$/.test(name) ? name : this.#standIn("key-", name);
  }

  #text(text: string, member: string): string {
    if (text === "") return text;
    if (ID_MEMBER.test(member) && /^\d+$/.test(text)) return String(this.#integer(text));
    const [prefix] = STRING_ID.exec(text) ?? [];
    if (prefix) return this.#standIn(prefix, text);
    if (isJson(text)) return JSON.stringify(this.replace(JSON.parse(text), member));
    if (!FREE_TEXT.test(member)) {
      if (TIME.test(text) || SHORT_NUMBER.test(text)) return text;
      if (text.split(",").every((part) => isWord(part))) return text;
    }
    if (/^https?:\/\//.test(text)) return this.#standIn("https://example.com/", text);
    if (/^bos:\//.test(text)) return this.#standIn("bos:/bucket/", text);
    return this.#standIn("text-", text);
  }

  #number(value: number, member: string): number {
    const isId = ID_MEMBER.test(member) && value > 0;
    const isLong = Number.isInteger(value) && value >= 100_000 && !TIME_MEMBER.test(member);
    return isId || isLong ? this.#integer(String(value)) : value;
  }

  #integer(digits: string): number {
    return digits === "0" ? 0 : 1_000_000 + Number(this.#standIn("", digits));
  }

  #standIn(prefix: string, value: string): string {
    const known = this.#standIns.get(value);
    if (known !== undefined) return known;
    this.#count += 1;
    const standIn = `${prefix}${this.#count}`;
    this.#standIns.set(value, standIn);
    return standIn;
  }
}

function isWord(text: string): boolean {
  return OTHER_WORDS.has(text) || (isKnownWord(text) && !/^\d/.test(text));
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
