/** A refusal in the form of the V2 operations: an HTTP status of 400 or above, `code` and `message`. */
export class V2Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The one refusal of which code, status and the end of the message are known. */
export const invalidParam = (name: string) =>
  new V2Error(
    400,
    "InappropriateJSON",
    `The JSON you provided was well-formed and valid, but not appropriate for this operation. param[${name}] invalid.`,
  );

export const malformedJson = () =>
  new V2Error(400, "MalformedJSON", "The JSON you provided was not well-formed.");

export const internalError = () =>
  new V2Error(500, "InternalError", "We encountered an internal error. Please try again.");
