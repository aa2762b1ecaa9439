import type { Config } from "./index.ts";

/** Pairs of which the first may not be more than the second. */
const ORDERED = [["WATCH_MIN_INTERVAL_MS", "WATCH_MAX_INTERVAL_MS"]] as const;

/** Settings that are allowed by themselves and make no sense together, one line each. */
export function contradictions(config: Config): string[] {
  return [...disordered(config), ...jwtsWithoutKey(config), ...samePort(config)];
}

function disordered(config: Config): string[] {
  return ORDERED.filter(([less, more]) => config[less] > config[more]).map(
    ([less, more]) =>
      `${less} is ${config[less]}; allowed: at most ${more}, which is ${config[more]}.`,
  );
}

// Without a key no JWT can be checked: a server that starts nevertheless would be open, or closed to
// those for whom these were set.
function jwtsWithoutKey({ JWT_JWKS_URL, JWT_PUBLIC_KEY_FILE, ...config }: Config): string[] {
  if (JWT_JWKS_URL !== null || JWT_PUBLIC_KEY_FILE !== null) return [];
  const names = (["JWT_ISSUER", "JWT_AUDIENCE"] as const).filter((name) => config[name] !== null);
  return names.map(
    (name) =>
      `${name} is set, but no key that signs JWTs; set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE as well.`,
  );
}

function samePort({ HOST, PORT, ADMIN_HOST, ADMIN_PORT }: Config): string[] {
  if (PORT === 0 || PORT !== ADMIN_PORT || HOST !== ADMIN_HOST) return [];
  return [`ADMIN_PORT is ${ADMIN_PORT}; allowed: another port than PORT, or off.`];
}
