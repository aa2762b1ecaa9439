import { isNumericId, type Localized } from "../../domain/index.ts";

interface Named {
  readonly id: string;
  readonly numericId: string | null;
}

/**
 * Makes sure that an answer is about the object it was asked for. What it tells in the form it was asked
 * by decides; where it tells the other form alone, the pair that is known does.
 *
 * @throws AnotherObject
 */
export function checkIsAbout(record: Named, asked: string, known: string | undefined): void {
  const told = [record.id, ...(record.numericId === null ? [] : [record.numericId])];
  const inFormOf = (id: string) => told.filter((form) => isNumericId(form) === isNumericId(id));
  const expected = known === undefined || inFormOf(asked).length > 0 ? asked : known;
  if (inFormOf(expected).some((form) => form !== expected)) throw anotherObject(record, asked);
}

function anotherObject({ id, numericId }: Named, asked: string): AnotherObject {
  const name = numericId === null || numericId === id ? id : `${id} (${numericId})`;
  return new AnotherObject({
    en: `the answer is about ${name}, not about ${asked}`,
    zh: `响应针对 ${name}，而非所请求的 ${asked}`,
  });
}

/** An answer that is about another object than the one it was asked for. */
export class AnotherObject extends Error {
  override readonly name = "AnotherObject";

  constructor(readonly reason: Localized) {
    super(reason.en);
  }
}
