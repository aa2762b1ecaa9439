import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";

/** The provider's keys cannot be fetched or read; `cause` says why. */
export class KeySetUnavailable extends Error {
  override readonly name = "KeySetUnavailable";
}

const RELOAD_INTERVAL_MS = 30_000;

/** Verifies tokens by the keys that an identity provider serves. */
export function verifierByKeySet(
  url: URL,
  options: JWTVerifyOptions,
): (token: string) => Promise<JWTPayload> {
  const keySet = createRemoteJWKSet(url);
  const keyOf: JWTVerifyGetKey = (header, token) =>
    Promise.resolve(keySet(header, token)).catch((error: unknown) => {
      throw isOfToken(error) ? error : new KeySetUnavailable("no key set", { cause: error });
    });
  const verify = async (token: string) => {
    try {
      return (await jwtVerify(token, keyOf, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) return byAny(error, token, options);
      throw error;
    }
  };
  let reloadedAt = Number.NEGATIVE_INFINITY;
  return async (token) => {
    try {
      return await verify(token);
    } catch (error) {
      const now = Date.now();
      const isRecent = keySet.coolingDown || now - reloadedAt < RELOAD_INTERVAL_MS;
      if (isRecent || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      // The provider may have a new key: jose looks for one by itself only where the token has a `kid`.
      reloadedAt = now;
      await keySet.reload().catch(() => {});
      return verify(token);
    }
  };
}

/** A token without `kid`, or keys with one `kid`: any key of its algorithm may be the one that signed it. */
async function byAny(
  keys: errors.JWKSMultipleMatchingKeys,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!isSignatureFault(error)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** A key that cannot verify this algorithm at all (too short, say) leaves it to the others. */
function isSignatureFault(error: unknown): boolean {
  return (
    error instanceof errors.JWSSignatureVerificationFailed || !(error instanceof errors.JOSEError)
  );
}

/** What the key set says of a token, as opposed to what keeps it from saying anything. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
