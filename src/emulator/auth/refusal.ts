/** A request turned away before it reaches an operation. */
export class AuthRefusal extends Error {
  constructor(
    readonly status: 400 | 403,
    /** What stands in `X-Bce-Error-Code`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The one value known for Qianfan's gateway; other refusals have theirs from Baidu's general table. */
const KNOWN = "IamSignatureInvalid";

export const missingAuthorization = () =>
  new AuthRefusal(403, "AccessDenied", "Missing header: Authorization");

export const malformedAuthorization = () =>
  new AuthRefusal(400, "InvalidHTTPAuthHeader", "The Authorization header is malformed");

export const unknownAccessKey = () =>
  new AuthRefusal(403, KNOWN, "NotFound, cause: Could not find credential.");

export const requestExpired = (timestamp: string) =>
  new AuthRefusal(400, "RequestExpired", `Request expired: timestamp ${timestamp}`);

export const missingSignedHeaders = (names: readonly string[]) =>
  new AuthRefusal(
    403,
    KNOWN,
    `IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing: ${names.join(",")}`,
  );

export const signatureDoesNotMatch = () =>
  new AuthRefusal(
    403,
    KNOWN,
    "SignatureDoesNotMatch, cause: Fail to authn user: Signature does not match",
  );
