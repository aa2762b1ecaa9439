import { isIP } from "node:net";
import { z } from "zod";

/** Signature algorithms of JWTs: public-key ones alone, so that this server holds no secret of theirs. */
const SIGNATURE_ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA"],
] as const;

/** One setting: the rules of its value, its default, and one line on what it does. */
export function setting<Rules extends z.ZodType>(rules: Rules, byDefault: string, about: string) {
  return z
    .preprocess((text) => (text === undefined || text === "" ? byDefault : text), rules)
    .meta({ about, byDefault });
}

export function whole(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((n) => n >= min && n <= max, allowed);
}

/** A setting that may be left out: it is null then. */
export function optional<Value>(rules: z.ZodType<Value>) {
  return z.string().transform((text, { addIssue }): Value | null => {
    if (text === "") return null;
    const { data, error } = rules.safeParse(text);
    if (!error) return data;
    addIssue(error.issues[0]?.message ?? "");
    return z.NEVER;
  });
}

/** One of several words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  const last = words.at(-1) ?? "";
  return z.enum(words, `${words.slice(0, -1).join(", ")} or ${last}`);
}

export const word = z.string();
export const path = z.string();

export const KEY = "printable characters without spaces or slashes";
/** What an access key or a secret key may be, wherever it is configured. */
export const key = z.string().regex(/^[\x21-\x2e\x30-\x7e]+$/, KEY);

export const host = z
  .string()
  .refine(isHost, "an address or a host name without a port, such as 127.0.0.1, :: or localhost");

const OFF_OR_PORT = "off, or a whole number from 0 to 65535";
export const portOrOff = z
  .string()
  .regex(/^(off|\d{1,5})$/, OFF_OR_PORT)
  .transform((text) => (text === "off" ? null : Number(text)))
  .refine((port) => port === null || port <= 65_535, OFF_OR_PORT);

export const redisUrl = z
  .string()
  .refine(isRedisUrl, "an address such as rediss://user:password@host:6379/0");

export const baseUrl = z
  .string()
  .refine(
    isHttpUrl,
    "an http or https address without query, user and password, such as https://qianfan.baidubce.com",
  )
  .transform((text) => new URL(text));

export const keySetUrl = z
  .string()
  .refine(
    (text) => isHttpUrl(text.split("?", 1)[0] ?? ""),
    "an http or https address without user and password, such as https://login.example.com/jwks.json",
  )
  .transform((text) => new URL(text));

export const algorithms = z.string().transform((text, { addIssue }) => {
  const names = text.split(",").map((name) => name.trim());
  const { data } = z.array(z.enum(SIGNATURE_ALGORITHMS)).safeParse(names);
  if (data) return data;
  addIssue(`any of ${SIGNATURE_ALGORITHMS.join(", ")}, with commas between them`);
  return z.NEVER;
});

const ORIGINS = "origins such as https://app.example.com with commas between them, or *";
export const origins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .transform((list) => list.filter((origin) => origin !== ""))
  .refine((list) => list.every((origin) => origin === "*" || isOrigin(origin)), ORIGINS);

function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const isName = text.length <= 253 && /^\w([\w.-]*\w)?$/.test(text);
  return isName && !/^[\d.]+$/.test(text);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && `${search}${hash}${username}${password}` === "";
}

/** With a number for the database, if any: what is no number, Redis' client takes for none. */
function isRedisUrl(text: string): boolean {
  if (!/^rediss?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname } = new URL(text);
  return hostname !== "" && /^(\/\d{0,5})?$/.test(pathname);
}
