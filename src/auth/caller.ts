/** What a caller may be allowed to do. */
export const SCOPES = ["read", "publish", "evaluate", "delete", "schema"] as const;

export type Scope = (typeof SCOPES)[number];

/** The account that `QIANFAN_ACCESS_KEY` opens. */
export const DEFAULT_ACCOUNT = "default";

/** Who asks, whichever way the request came. */
export interface Caller {
  /** As logs and errors show it: the name of a token, the subject of a JWT. */
  readonly name: string;
  /** Tells two callers apart, also where a token and a JWT bear the same name. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The name of the one Qianfan account it uses. */
  readonly account: string;
  /** Until when its token holds, in milliseconds since 1970; none where it has no end. */
  readonly expiresAt?: number;
}

/** Whoever reaches a server that asks nobody who he is. */
export function anyone(account: string): Caller {
  // The schema is for everyone where introspection is, and for nobody else.
  const scopes = new Set(SCOPES.filter((scope) => scope !== "schema"));
  return { name: "anyone", id: "anyone", scopes, account };
}

export function isScope(text: unknown): text is Scope {
  return SCOPES.some((scope) => scope === text);
}
