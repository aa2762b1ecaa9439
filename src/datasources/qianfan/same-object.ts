import { isNumericId } from "../../ids.ts";
import { Failure } from "./failure.ts";

interface Named {
  readonly id: string;
  readonly numericId: string | null;
}

/**
 * Makes sure that an answer is about the object it was asked for. What it tells in the form it was asked
 * by decides; where it tells the other form alone, the pair that is known does.
 *
 * @throws Failure
 */
export function checkIsAbout(record: Named, asked: string, known: string | undefined): void {
  const told = [record.id, ...(record.numericId === null ? [] : [record.numericId])];
  const inFormOf = (id: string) => told.filter((form) => isNumericId(form) === isNumericId(id));
  const expected = known === undefined || inFormOf(asked).length > 0 ? asked : known;
  if (inFormOf(expected).some((form) => form !== expected)) throw anotherObject(record, asked);
}

function anotherObject({ id, numericId }: Named, asked: string): Failure {
  const name = numericId === null || numericId === id ? id : `${id} (${numericId})`;
  return new Failure({
    code: "QIANFAN_BAD_RESPONSE",
    reason: {
      en: `the answer is about ${name}, not about ${asked}`,
      zh: `响应针对 ${name}，而非所请求的 ${asked}`,
    },
    transient: false,
    effect: "none",
    answer: { httpStatus: 200 },
  });
}
