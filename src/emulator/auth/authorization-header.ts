export interface AuthorizationHeader {
  readonly accessKey: string;
  readonly timestamp: string;
  readonly expirationInSeconds: number;
  /** As listed by the caller, in any order; empty means the default set. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** The part the signing key is made from. */
  readonly prefix: string;
}

const FORM =
  /^(?<prefix>bce-auth-v1\/(?<accessKey>[^/]+)\/(?<timestamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\/(?<expiration>\d+))\/(?<signedHeaders>[^/]*)\/(?<signature>[^/]+)$/;

/** Null when the text is not of the six-part form. */
export function parseAuthorization(text: string): AuthorizationHeader | null {
  const { prefix, accessKey, timestamp, expiration, signedHeaders, signature } =
    FORM.exec(text)?.groups ?? {};
  if (!prefix || !accessKey || !timestamp || !signature) return null;
  if (Number.isNaN(Date.parse(timestamp))) return null;
  return {
    prefix,
    accessKey,
    timestamp,
    expirationInSeconds: Number(expiration),
    signedHeaders: (signedHeaders ?? "").toLowerCase().split(";").filter(Boolean),
    signature,
  };
}
