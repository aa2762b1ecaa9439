import { createPublicKey, type KeyObject } from "node:crypto";
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import { type Config, ConfigError } from "../config/index.ts";
import { readText } from "../config/read-text.ts";
import { ServiceError } from "../domain/errors.ts";
import { type Caller, isScope } from "./caller.ts";
import { KeySetUnavailable, verifierByKeySet } from "./key-set.ts";
import { unauthenticated } from "./unauthenticated.ts";

/** How far the issuer's clock may be from this one's. */
const CLOCK_TOLERANCE_SECONDS = 5;

type Verify = (token: string) => Promise<JWTPayload>;

/** The callers that an identity provider vouches for. */
export class Jwts {
  readonly #verify: Verify;

  constructor(
    private readonly config: Config,
    /** The account a claim's value names; null where there is none. */
    private readonly accountOf: (claim: unknown) => string | null,
  ) {
    this.#verify = verifier(config);
  }

  /** @throws ServiceError `UNAUTHENTICATED`, or `IDENTITY_UNAVAILABLE` when the keys cannot be had. */
  async caller(token: string): Promise<Caller> {
    const claims = await this.#verify(token).catch((error: unknown) => {
      throw refusal(error);
    });
    const { sub: name, exp = 0, [this.config.JWT_ACCOUNT_CLAIM]: claim } = claims;
    if (!name) throw unauthenticated("CLAIM", "sub");
    const account = this.accountOf(claim);
    if (account === null) throw unauthenticated("ACCOUNT");
    const scopes = new Set(scopesIn(claims).filter(isScope));
    const expiresAt = (exp + CLOCK_TOLERANCE_SECONDS) * 1000;
    return { name, id: `jwt ${name}`, scopes, account, expiresAt };
  }
}

function verifier(config: Config): Verify {
  const { JWT_JWKS_URL: url, JWT_PUBLIC_KEY_FILE: file } = config;
  const options = claimRules(config);
  if (url !== null && file !== null) {
    throw new ConfigError(["JWT_JWKS_URL and JWT_PUBLIC_KEY_FILE: set one of both."]);
  }
  if (url !== null) return verifierByKeySet(url, options);
  const key = publicKey(file ?? "");
  return async (token) => (await jwtVerify(token, key, options)).payload;
}

// A token of the same provider for somebody else's server is as well signed as ours.
function claimRules({ JWT_ISSUER, JWT_AUDIENCE, JWT_ALGORITHMS }: Config): JWTVerifyOptions {
  const given = { JWT_ISSUER, JWT_AUDIENCE };
  const faults = Object.entries(given)
    .filter(([, value]) => value === null)
    .map(([name]) => `${name} is missing: JWTs are accepted only with it.`);
  if (JWT_ISSUER === null || JWT_AUDIENCE === null) throw new ConfigError(faults);
  return {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    algorithms: JWT_ALGORITHMS,
    requiredClaims: ["exp", "sub"],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
}

function publicKey(path: string): KeyObject {
  const text = readText("JWT_PUBLIC_KEY_FILE", path);
  try {
    return text.trimStart().startsWith("{")
      ? createPublicKey({ key: JSON.parse(text), format: "jwk" })
      : createPublicKey(text);
  } catch {
    throw new ConfigError([`JWT_PUBLIC_KEY_FILE: ${path} is no public key (PEM or JWK).`]);
  }
}

/** OAuth writes `scope` as words, Microsoft and Okta `scp` as words or a list. */
function scopesIn({ scope, scp }: JWTPayload): unknown[] {
  return [scope, scp].flatMap((value) => (typeof value === "string" ? value.split(" ") : value));
}

/** Only keys that cannot be had are worth another try: any other fault is the token's. */
function refusal(error: unknown): ServiceError {
  if (error instanceof KeySetUnavailable) {
    return new ServiceError("IDENTITY_UNAVAILABLE", {}, { cause: error.cause });
  }
  if (error instanceof errors.JWTExpired) return unauthenticated("EXPIRED");
  if (error instanceof errors.JWTClaimValidationFailed) {
    const tooEarly = error.claim === "nbf" && error.reason === "check_failed";
    return tooEarly ? unauthenticated("NOT_YET") : unauthenticated("CLAIM", error.claim);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return unauthenticated("ALGORITHM");
  if (error instanceof errors.JOSENotSupported) return unauthenticated("ALGORITHM");
  if (error instanceof errors.JWSSignatureVerificationFailed) return unauthenticated("SIGNATURE");
  const isNoSuchToken =
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWKSNoMatchingKey;
  if (isNoSuchToken) return unauthenticated("UNKNOWN");
  // jose throws a TypeError where the token's algorithm is for keys of another kind.
  return unauthenticated("SIGNATURE");
}
