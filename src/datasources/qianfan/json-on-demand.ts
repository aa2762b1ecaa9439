import { isRecord } from "../../is-record.ts";
import { parseJson } from "./json.ts";
import {
  endOfItems,
  endOfObject,
  endOfString,
  endOfValue,
  type Finder,
  isList,
  isPlain,
  isString,
  NOWHERE,
  valueAfter,
} from "./json-places.ts";

/** An object whose members are read when they are asked for. */
type Row<Name extends string> = Readonly<Record<Name, unknown>>;

type RowClass<Name extends string> = new (rows: Rows, row: number) => Row<Name>;

// What stands in the rest of the JSON where the objects were.
const ELSEWHERE = 0;

/**
 * Parses JSON in which nobody asks for most members of one object, or of each in a list that may be
 * long. These are made sure to be JSON, which takes a quarter of the time of parsing them, and are
 * read when they are asked for. Only members of the given names are there. JSON that is unusual in any
 * way, also by spaces between, is left to {@link parseJson}: whoever asks for these members sees no
 * difference.
 */
export class OnDemandParser<Name extends string> {
  readonly #holders: readonly string[];
  readonly #last: string;
  readonly #key: Buffer;
  readonly #names: MemberNames;
  readonly #Row: RowClass<Name>;

  constructor(
    /** Where the object or the list is. */
    path: readonly [...string[], string],
    /** Each of two letters at least. */
    names: readonly Name[],
  ) {
    this.#holders = path.slice(0, -1);
    this.#last = path[path.length - 1] ?? "";
    this.#key = Buffer.from(`"${this.#last}"`);
    this.#names = new MemberNames(names);
    this.#Row = rowClass(names);
  }

  /** @throws SyntaxError where it is no JSON. */
  parse(json: Buffer): unknown {
    return this.#withRows(json) ?? parseJson(json);
  }

  #withRows(json: Buffer): unknown {
    const key = json.indexOf(this.#key);
    if (key === -1) return null;
    const start = valueAfter(json, key + this.#key.length);
    const rows = new Rows(json, this.#names);
    const end = isList(json, start)
      ? endOfItems(json, start, (at) => rows.endOfRow(at))
      : rows.endOfRow(start);
    if (end === NOWHERE || json.includes(this.#key, end)) return null;
    const rest = [json.subarray(0, start), Buffer.from(`${ELSEWHERE}`), json.subarray(end)];
    const body = parseJson(Buffer.concat(rest));
    const holder = memberOf(body, this.#holders);
    // What was found may be something else of the same name.
    if (!isRecord(holder) || holder[this.#last] !== ELSEWHERE) return null;
    const all = rows.all(this.#Row);
    Reflect.set(holder, this.#last, isList(json, start) ? all : all[0]);
    return body;
  }
}

function memberOf(value: unknown, path: readonly string[]): unknown {
  return path.reduce((holder, name) => (isRecord(holder) ? holder[name] : undefined), value);
}

/** Where the members of a list's objects stand, and the values of those that have been asked for. */
class Rows implements Finder {
  #length = 0;
  /** Of each row, where its members stand. */
  #places: Int32Array;
  /** Of each member that has been asked for, its values by row. */
  readonly #values: unknown[][] = [];
  readonly #words: DataView;

  constructor(
    private readonly json: Buffer,
    private readonly names: MemberNames,
  ) {
    this.#places = new Int32Array(names.size).fill(NOWHERE);
    this.#words = new DataView(json.buffer, json.byteOffset, json.byteLength);
  }

  endOfRow(at: number): number {
    this.#length += 1;
    if (this.#places.length < this.#length * this.names.size) this.#grow();
    return endOfObject(this.json, at, 1, this);
  }

  endOfName(at: number): number {
    return this.names.endOfName(this.json, this.#words, at);
  }

  onValue(at: number): void {
    const { current } = this.names;
    if (current !== null) this.#places[(this.#length - 1) * this.names.size + current] = at;
  }

  all<Row>(Row: new (rows: Rows, row: number) => Row): Row[] {
    const all: Row[] = [];
    for (let row = 0; row < this.#length; row += 1) all.push(new Row(this, row));
    return all;
  }

  value(row: number, member: number): unknown {
    this.#values[member] ??= [];
    const values = this.#values[member];
    const known = values[row];
    if (known !== undefined) return known;
    const place = this.#places[row * this.names.size + member] ?? NOWHERE;
    if (place === NOWHERE) return undefined;
    const value = valueAt(this.json, place);
    values[row] = value;
    return value;
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2).fill(NOWHERE);
    places.set(this.#places);
    this.#places = places;
  }
}

function valueAt(json: Buffer, start: number): unknown {
  const end = endOfValue(json, start);
  return isString(json, start) && isPlain(json, start, end)
    ? json.toString("latin1", start + 1, end - 1)
    : parseJson(json.subarray(start, end));
}

function rowClass<Name extends string>(names: readonly Name[]): RowClass<Name> {
  class Row {
    readonly #rows: Rows;
    readonly #row: number;

    constructor(rows: Rows, row: number) {
      this.#rows = rows;
      this.#row = row;
    }

    static {
      for (const [member, name] of names.entries()) {
        Object.defineProperty(Row.prototype, name, {
          enumerable: true,
          get(this: Row) {
            return this.#rows.value(this.#row, member);
          },
        });
      }
    }
  }
  return Row as unknown as RowClass<Name>;
}

/** Knows the names of members by their bytes. The objects of a list mostly have theirs in one order. */
class MemberNames {
  readonly size: number;
  /** Which of them was found last; null for any other. */
  current: number | null = null;
  readonly #names: readonly QuotedName[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** Which came after each the last time, and after any other name. */
  readonly #next: number[];

  constructor(names: readonly string[]) {
    const quoted = names.map((name) => `"${name}"`);
    this.size = names.length;
    this.#names = quoted.map((name) => new QuotedName(name));
    this.#numbers = new Map(quoted.map((name, number) => [name, number]));
    this.#next = Array.from({ length: this.size + 1 }, (_, number) => (number + 1) % this.size);
  }

  endOfName(json: Buffer, words: DataView, at: number): number {
    const before = this.current ?? this.size;
    const expected = this.#next[before] ?? 0;
    const name = this.#names[expected];
    if (name?.standsAt(words, at)) {
      this.current = expected;
      return at + name.length;
    }
    const end = endOfString(json, at);
    if (!isPlain(json, at, end)) return NOWHERE;
    this.current = this.#numbers.get(json.toString("latin1", at, end)) ?? null;
    if (this.current !== null) this.#next[before] = this.current;
    return end;
  }
}

/** A name in its quotes, compared by words of four bytes; the last one may overlap the one before it. */
class QuotedName {
  readonly length: number;
  readonly #words: Int32Array;
  readonly #last: number;

  constructor(quoted: string) {
    const bytes = Buffer.from(quoted);
    this.length = bytes.length;
    this.#words = Int32Array.from({ length: Math.floor(this.length / 4) }, (_, word) =>
      bytes.readInt32LE(word * 4),
    );
    this.#last = bytes.readInt32LE(this.length - 4);
  }

  standsAt(words: DataView, at: number): boolean {
    const last = at + this.length - 4;
    if (at < 0 || last + 4 > words.byteLength || words.getInt32(last, true) !== this.#last) {
      return false;
    }
    for (let word = 0; word < this.#words.length; word += 1) {
      if (words.getInt32(at + word * 4, true) !== this.#words[word]) return false;
    }
    return true;
  }
}
