import { type IdKind, isNumericId } from "../../domain/ids.ts";
import type { IdMap } from "../ids/id-map.ts";

/** An object with the ids its answer has. */
export interface Named {
  readonly id: string;
  readonly numericId: string | null;
}

/** One call takes ids of one form: strings when every object has one, else integers, else a call for each. */
export function inOneForm(doomed: readonly Named[], kind: IdKind, idMap: IdMap): string[][] {
  const forms = doomed.map(({ id, numericId }) => {
    const all = [...idMap.forms(kind, id), ...(numericId ? [numericId] : [])];
    return { text: all.find((form) => !isNumericId(form)), number: all.find(isNumericId) };
  });
  const texts = forms.map(({ text }) => text).filter(isPresent);
  if (texts.length === forms.length) return [unique(texts)];
  const numbers = forms.map(({ number }) => number).filter(isPresent);
  if (numbers.length === forms.length) return [unique(numbers)];
  const others = forms.filter(({ text }) => !text).map(({ number }) => number);
  return [unique(texts), unique(others.filter(isPresent))];
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

export function isPresent<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
