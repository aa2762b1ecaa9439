/** The shortest run of digits that a JavaScript number may not hold. */
const LONG = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;

interface Scan {
  /** Where an object or list begins that nests too deep; null when none does. */
  readonly tooDeepAt: number | null;
  /** Where integers stand that a JavaScript number cannot hold. */
  readonly longIntegers: readonly { readonly start: number; readonly end: number }[];
}

/** What the engine's own parser does not tell of JSON: whether it nests too deep, and where integers lose digits. */
export function scanJson(json: Buffer, maxDepth: number): Scan {
  const longIntegers: { start: number; end: number }[] = [];
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = endOfText(json, at);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > maxDepth) return { tooDeepAt: at, longIntegers };
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === MINUS || isDigit(byte)) {
      const end = endOfNumber(json, at);
      if (end - at >= LONG && isLongInteger(json.toString("latin1", at, end))) {
        longIntegers.push({ start: at, end });
      }
      at = end - 1;
    }
  }
  return { tooDeepAt: null, longIntegers };
}

/** The names of the members, and the numbers of the list items, that lead to a place in JSON. */
export function namesAt(json: Buffer, place: number): string[] {
  const names: (string | number)[] = [];
  let text = "";
  for (let at = 0; at < place; at += 1) {
    const byte = json[at];
    const last = names.length - 1;
    if (byte === QUOTE) {
      const end = endOfText(json, at);
      text = json.toString("utf8", at + 1, end);
      at = end;
    } else if (byte === COLON) names[last] = text;
    else if (byte === COMMA) names[last] = nextOf(names[last]);
    else if (byte === OPEN_LIST) names.push(0);
    else if (byte === OPEN_OBJECT) names.push("");
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) names.pop();
  }
  return names.map(String);
}

function nextOf(name: string | number | undefined): string | number {
  return typeof name === "number" ? name + 1 : "";
}

/** Where a text's closing quote stands. */
function endOfText(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Where the characters of a number end: digits, a point, an exponent and signs. */
function endOfNumber(json: Buffer, start: number): number {
  let at = start + 1;
  while (isOfNumber(json[at])) at += 1;
  return at;
}

function isLongInteger(text: string): boolean {
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

const POINT = 0x2e;
const PLUS = 0x2b;
const EXPONENT_MARKS = [0x45, 0x65];

function isOfNumber(byte: number | undefined): boolean {
  if (byte === undefined || isDigit(byte)) return byte !== undefined;
  return byte === POINT || byte === PLUS || byte === MINUS || EXPONENT_MARKS.includes(byte);
}
