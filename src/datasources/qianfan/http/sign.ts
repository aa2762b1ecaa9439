import { createHmac } from "node:crypto";

/** An account's key pair. Both are secrets: neither may reach a log, an error or an answer. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface SignableRequest {
  /** Upper case, as in the request line. */
  readonly method: string;
  /** Absolute and already percent-encoded: it is signed as it is sent. */
  readonly path: string;
  /** Decoded names and values. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SigningOptions {
  /** Seconds, UTC: `2024-05-17T03:04:05Z`. */
  readonly timestamp: string;
  /** How long the signature holds, counted from the timestamp. */
  readonly expirationInSeconds: number;
  /** The headers the signature covers, in any order and letter case. */
  readonly signedHeaders: readonly string[];
}

/** What is hashed, and the names of the headers that took part in it. */
export interface CanonicalRequest {
  readonly text: string;
  readonly signedHeaders: readonly string[];
}

const AUTH_VERSION = "bce-auth-v1";

/** The value of the `Authorization` header that signs a request with an account's keys. */
export function authorization(
  request: SignableRequest,
  credentials: Credentials,
  options: SigningOptions,
): string {
  const prefix = `${AUTH_VERSION}/${credentials.accessKey}/${options.timestamp}/${options.expirationInSeconds}`;
  const canonical = canonicalRequest(request, options.signedHeaders);
  const signature = sign(prefix, canonical.text, credentials.secretKey);
  return `${prefix}/${canonical.signedHeaders.join(";")}/${signature}`;
}

/** The signature of a canonical request: the signing key is used as its hex text, not as bytes. */
export function sign(prefix: string, canonical: string, secretKey: string): string {
  return hmac(hmac(secretKey, prefix), canonical);
}

export function canonicalRequest(
  request: SignableRequest,
  signedHeaders: readonly string[],
): CanonicalRequest {
  const headers = canonicalHeaders(request.headers, signedHeaders);
  const text = [
    request.method,
    request.path || "/",
    canonicalQuery(request.query ?? {}),
    headers.map(([name, value]) => `${percentEncode(name)}:${percentEncode(value)}`).join("\n"),
  ].join("\n");
  return { text, signedHeaders: headers.map(([name]) => name) };
}

/** The instant in the only form the signature accepts: whole seconds, `Z`. */
export function signingTimestamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

function canonicalHeaders(
  headers: Readonly<Record<string, string>>,
  signedHeaders: readonly string[],
): [string, string][] {
  const wanted = new Set(signedHeaders.map((name) => name.toLowerCase()));
  return Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
    .filter(([name, value]) => wanted.has(name) && value !== "")
    .sort(([a], [b]) => byCodeUnit(a, b));
}

// The encoded pairs are sorted as whole strings, so `a-b=2` comes before `a=1`.
function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .filter(([name]) => name.toLowerCase() !== "authorization")
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort(byCodeUnit)
    .join("&");
}

/** RFC 3986: all but the unreserved characters, also the five that `encodeURIComponent` leaves alone. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hmac(key: string, message: string): string {
  return createHmac("sha256", key).update(message).digest("hex");
}
