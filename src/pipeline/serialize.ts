import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import { TURN_BYTES, TURNS } from "../util/turns.ts";
import type { AnswerBudget } from "./answer-budget.ts";

/** An answer whose lists take so much at least is written in pieces: writing is quicker than completing. */
const LONG_ANSWER_BYTES = 2 * TURN_BYTES;
/** A list this long is written item by item. */
const LONG_LIST = 50;

type Data = NonNullable<ExecutionResult["data"]>;

// The text stands with its data, since several clients may get both. A WeakMap would cost the garbage
// collector a tenth of a small query's time.
const TEXT = Symbol("text");

function keepText(data: Data, text: string): void {
  Reflect.set(data, TEXT, text);
}

function textOf(data: Data): string | null {
  const text: unknown = Reflect.get(data, TEXT);
  return typeof text === "string" ? text : null;
}

/** Writes the data of an answer, which Apollo asks for last of all. @throws ServiceError for too long a text. */
export async function writeData(data: Data, budget: AnswerBudget): Promise<void> {
  if (textOf(data) !== null) return;
  if (budget.bytes < LONG_ANSWER_BYTES) {
    const text = JSON.stringify(data);
    budget.countText(Buffer.byteLength(text));
    keepText(data, text);
    return;
  }
  const text: string[] = [];
  let bytes = 0;
  let sinceTurn = 0;
  for (const piece of pieces(data)) {
    text.push(piece);
    bytes += Buffer.byteLength(piece);
    sinceTurn += piece.length;
    budget.countText(bytes);
    if (sinceTurn < TURN_BYTES) continue;
    sinceTurn = 0;
    await TURNS.next(TURN_BYTES);
  }
  keepText(data, text.join(""));
}

/** The JSON of a result as Apollo asks for it. */
export function stringifyResult(result: {
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly data?: Data | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): string {
  const { errors, data, extensions } = result;
  const text = data ? textOf(data) : null;
  if (text === null) return `${JSON.stringify({ errors, data, extensions })}\n`;
  const before = errors ? `"errors":${JSON.stringify(errors)},` : "";
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : "";
  return `{${before}"data":${text}${after}}\n`;
}

function* pieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* listPieces(value);
  else if (isObject(value) && holdsLongList(value)) yield* objectPieces(value);
  else yield JSON.stringify(value);
}

function* listPieces(items: readonly unknown[]): Generator<string> {
  yield "[";
  for (const [index, item] of items.entries()) {
    if (index > 0) yield ",";
    yield* pieces(item);
  }
  yield "]";
}

function* objectPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  yield "{";
  let isFirst = true;
  for (const [name, member] of Object.entries(value)) {
    yield `${isFirst ? "" : ","}${JSON.stringify(name)}:`;
    isFirst = false;
    yield* pieces(member);
  }
  yield "}";
}

function holdsLongList(value: Readonly<Record<string, unknown>>): boolean {
  for (const name in value) {
    const member = value[name];
    if (Array.isArray(member) ? member.length > LONG_LIST || member.some(isLong) : isLong(member)) {
      return true;
    }
  }
  return false;
}

function isLong(value: unknown): boolean {
  return isObject(value) && holdsLongList(value);
}

// Scalars such as dates write themselves; a result's own objects have no prototype.
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === null
  );
}
