/** Each member of a record as a function of the answer that tells it. */
type Members<Answer> = Readonly<Record<string, (answer: Answer) => unknown>>;

type Told<Of extends Members<never>> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/** A record whose members are read when somebody asks for them. */
abstract class OnDemand {
  /** All members as they are now, with nothing of the answer. */
  abstract copy(): this;
}

/**
 * A class of records whose members are read from an answer when somebody asks for them. They look like
 * those of a plain object, but are not its own: {@link plainRecord} makes one.
 */
export function onDemand<Answer, Of extends Members<Answer>>(
  members: Of & Members<Answer>,
): new (
  answer: Answer,
) => Told<Of> {
  const names = Object.keys(members);
  const blank = Object.fromEntries(names.map((name) => [name, null]));

  class Answered extends OnDemand {
    readonly #answer: Answer;

    constructor(answer: Answer) {
      super();
      this.#answer = answer;
    }

    // With all members there from the start it has the hidden class of every other copy.
    copy(): this {
      const copy = { ...blank, ...this };
      for (const name of names) Reflect.set(copy, name, Reflect.get(this, name));
      return copy;
    }

    static {
      for (const [name, read] of Object.entries(members)) {
        Object.defineProperty(Answered.prototype, name, {
          enumerable: true,
          get(this: Answered) {
            return read(this.#answer);
          },
        });
      }
    }
  }
  return Answered as unknown as new (
    answer: Answer,
  ) => Told<Of>;
}

/** A record as a plain object, which can be copied, compared and kept; itself where it is one. */
export function plainRecord<Of>(record: Of): Of {
  return record instanceof OnDemand ? record.copy() : record;
}
