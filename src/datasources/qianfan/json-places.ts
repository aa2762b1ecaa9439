/** What stands in a place is no JSON, or nothing that is taken for it here. */
export const NOWHERE = -1;

// Deeper than any answer goes; the engine's own parser takes any depth.
const DEEPEST = 64;

const byte = (character: string): number => character.charCodeAt(0);
const SPACE = byte(" ");
const [QUOTE, BACKSLASH, COMMA, COLON] = [byte('"'), byte("\\"), byte(","), byte(":")];
const [MINUS, PLUS, DOT, ZERO, NINE] = [byte("-"), byte("+"), byte("."), byte("0"), byte("9")];
const [OPEN_LIST, CLOSE_LIST] = [byte("["), byte("]")];
const [OPEN_OBJECT, CLOSE_OBJECT] = [byte("{"), byte("}")];
const [LOWER_E, UPPER_E, LOWER_U] = [byte("e"), byte("E"), byte("u")];
const ESCAPED = new Set([...'"\\/bfnrt'].map(byte));
// In a string; each byte of a longer character does so too.
const STANDS_FOR_ITSELF = Uint8Array.from({ length: 256 }, (_, found) =>
  found < SPACE || found === QUOTE || found === BACKSLASH ? 0 : 1,
);
const LITERALS = ["true", "false", "null"];

/** Told of an object's members, each by the places of its name and its value. */
export interface Finder {
  /** Where the name ends that begins in a place; {@link NOWHERE} where none does. */
  endOfName(at: number): number;
  onValue(at: number): void;
}

/**
 * Where the value ends that begins in a place, if all of it is JSON (RFC 8259) without spaces between.
 * Whatever may be JSON or not is {@link NOWHERE}; what has an end is JSON for certain.
 */
export function endOfValue(json: Buffer, at: number, depth = 0): number {
  const first = json[at];
  if (first === QUOTE) return endOfString(json, at);
  if (first === OPEN_OBJECT) return endOfObject(json, at, depth + 1);
  if (first === OPEN_LIST) return endOfList(json, at, depth + 1);
  return isDigit(first) || first === MINUS ? endOfNumber(json, at) : endOfLiteral(json, at);
}

// A place that is NOWHERE holds nothing, so that whatever is looked for after it is not found either.

export function endOfObject(json: Buffer, start: number, depth = 0, finder?: Finder): number {
  if (json[start] !== OPEN_OBJECT || depth > DEEPEST) return NOWHERE;
  let at = start + 1;
  if (json[at] === CLOSE_OBJECT) return at + 1;
  for (;;) {
    at = valueAfter(json, finder ? finder.endOfName(at) : endOfString(json, at));
    finder?.onValue(at);
    at = endOfValue(json, at, depth);
    if (json[at] === CLOSE_OBJECT) return at + 1;
    if (json[at] !== COMMA) return NOWHERE;
    at += 1;
  }
}

/** Where the value begins that belongs to a name which ends in a place. */
export function valueAfter(json: Buffer, endOfName: number): number {
  return json[endOfName] === COLON ? endOfName + 1 : NOWHERE;
}

function endOfList(json: Buffer, start: number, depth: number): number {
  return endOfItems(json, start, (at) => endOfValue(json, at, depth), depth);
}

/** Where a list ends, given where each of its items does. */
export function endOfItems(
  json: Buffer,
  start: number,
  endOfItem: (at: number) => number,
  depth = 0,
): number {
  if (json[start] !== OPEN_LIST || depth > DEEPEST) return NOWHERE;
  let at = start + 1;
  if (json[at] === CLOSE_LIST) return at + 1;
  for (;;) {
    at = endOfItem(at);
    if (json[at] === CLOSE_LIST) return at + 1;
    if (json[at] !== COMMA) return NOWHERE;
    at += 1;
  }
}

export function endOfString(json: Buffer, start: number): number {
  if (json[start] !== QUOTE) return NOWHERE;
  let at = start + 1;
  for (;;) {
    while (STANDS_FOR_ITSELF[json[at] ?? QUOTE] === 1) at += 1;
    const found = json[at];
    if (found === QUOTE) return at + 1;
    if (found !== BACKSLASH) return NOWHERE;
    if (ESCAPED.has(json[at + 1] ?? SPACE)) at += 2;
    else if (json[at + 1] === LOWER_U && areHex(json, at + 2, at + 6)) at += 6;
    else return NOWHERE;
  }
}

export function isString(json: Buffer, at: number): boolean {
  return json[at] === QUOTE;
}

export function isList(json: Buffer, at: number): boolean {
  return json[at] === OPEN_LIST;
}

/** Whether a string stands for itself: nothing in it is escaped, or more than one byte long. */
export function isPlain(json: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const found = json[at];
    if (found === undefined || found === BACKSLASH || found > 0x7f) return false;
  }
  return true;
}

function endOfNumber(json: Buffer, start: number): number {
  let at = json[start] === MINUS ? start + 1 : start;
  at = json[at] === ZERO ? at + 1 : afterDigits(json, at);
  if (json[at] === DOT) at = afterDigits(json, at + 1);
  if (json[at] !== LOWER_E && json[at] !== UPPER_E) return at;
  const sign = json[at + 1];
  return afterDigits(json, sign === MINUS || sign === PLUS ? at + 2 : at + 1);
}

function afterDigits(json: Buffer, start: number): number {
  let at = start;
  while (isDigit(json[at])) at += 1;
  return at > start ? at : NOWHERE;
}

function endOfLiteral(json: Buffer, at: number): number {
  const found = LITERALS.find((text) => json.toString("latin1", at, at + text.length) === text);
  return found === undefined ? NOWHERE : at + found.length;
}

export function isDigit(found: number | undefined): boolean {
  return found !== undefined && found >= ZERO && found <= NINE;
}

function areHex(json: Buffer, start: number, end: number): boolean {
  return /^[0-9A-Fa-f]{4}$/.test(json.toString("latin1", start, end));
}
