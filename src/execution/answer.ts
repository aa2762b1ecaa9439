import type { GraphQLFormattedError } from "graphql";

/** What a query is answered with. Its JSON is written once, however many it is sent to. */
export class Answer {
  #content: string | null = null;

  constructor(
    readonly data: Readonly<Record<string, unknown>> | null,
    readonly errors: readonly GraphQLFormattedError[] | undefined,
    private readonly extensions: object | undefined,
  ) {}

  get content(): string {
    const { errors, data, extensions } = this;
    this.#content ??= `${JSON.stringify({ errors, data, extensions })}\n`;
    return this.#content;
  }
}
