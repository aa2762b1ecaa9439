import { timingSafeEqual } from "node:crypto";
import {
  canonicalRequest,
  type SignableRequest,
  sign,
} from "../../datasources/qianfan/http/sign.ts";
import type { EmulatorAccount } from "../account.ts";
import { type AuthorizationHeader, parseAuthorization } from "./authorization-header.ts";
import {
  malformedAuthorization,
  missingAuthorization,
  missingSignedHeaders,
  requestExpired,
  signatureDoesNotMatch,
  unknownAccessKey,
} from "./refusal.ts";

const FUTURE_TOLERANCE_MS = 15 * 60 * 1000;
const DEFAULT_SIGNED_HEADERS = ["host", "content-md5", "content-length", "content-type"];

/** Who signed the request, or an AuthRefusal thrown. Header names must be lower case. */
export function verify<Signer extends { readonly account: EmulatorAccount }>(
  request: SignableRequest,
  signers: ReadonlyMap<string, Signer>,
  now: Date,
): Signer {
  const text = request.headers.authorization;
  if (text === undefined) throw missingAuthorization();
  const header = parseAuthorization(text);
  if (!header) throw malformedAuthorization();
  const signer = signers.get(header.accessKey);
  if (!signer) throw unknownAccessKey();
  checkTime(header, now);
  const missing = header.signedHeaders.filter((name) => !Object.hasOwn(request.headers, name));
  if (missing.length > 0) throw missingSignedHeaders(missing);
  if (!isSignedBy(signer.account, request, header)) throw signatureDoesNotMatch();
  return signer;
}

function checkTime(header: AuthorizationHeader, now: Date): void {
  const signedAt = Date.parse(header.timestamp);
  const expired = now.getTime() > signedAt + header.expirationInSeconds * 1000;
  const fromTheFuture = signedAt > now.getTime() + FUTURE_TOLERANCE_MS;
  if (expired || fromTheFuture) throw requestExpired(header.timestamp);
}

function isSignedBy(
  account: EmulatorAccount,
  request: SignableRequest,
  header: AuthorizationHeader,
): boolean {
  return hostForms(request).some((form) =>
    headerSets(form, header).some((names) => {
      const canonical = canonicalRequest(form, names);
      return equal(sign(header.prefix, canonical.text, account.secretKey), header.signature);
    }),
  );
}

// Baidu's Go and Java SDKs sign the host without its port, and send it with the port.
function hostForms(request: SignableRequest): SignableRequest[] {
  const { host } = request.headers;
  if (host === undefined) return [request];
  const withoutPort = { ...request.headers, host: host.replace(/:\d+$/, "") };
  return [request, { ...request, headers: withoutPort }];
}

// Python's signer covers every x-bce- header, also those it does not list.
function headerSets(request: SignableRequest, header: AuthorizationHeader): string[][] {
  const bceHeaders = Object.keys(request.headers).filter((name) => name.startsWith("x-bce-"));
  if (header.signedHeaders.length === 0) return [[...DEFAULT_SIGNED_HEADERS, ...bceHeaders]];
  return [[...header.signedHeaders], [...header.signedHeaders, ...bceHeaders]];
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
