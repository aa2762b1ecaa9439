import { z } from "zod";

const path = z.string().min(1);

/** What takes an answer's place; what was asked is done only where the plan says so. */
const replacement = z.discriminatedUnion("kind", [
  /** Takes the request and never answers. */
  z.strictObject({ kind: z.literal("hang") }),
  /** Takes the request and resets the connection. */
  z.strictObject({ kind: z.literal("reset") }),
  /** The same, but only for a request on a connection that was idle before. */
  z.strictObject({ kind: z.literal("reset-when-reused") }),
  /** An error of Qianfan's: V1's has a number for a code and HTTP 200, V2's a word and a status. */
  z.strictObject({
    kind: z.literal("refuse"),
    code: z.union([z.int(), z.string().min(1)]),
    message: z.string().default("made up"),
    /** For V2's; 400 when left out. */
    status: z.int().min(200).max(599).optional(),
  }),
  /** An HTTP status, with or without headers and a body. */
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    text: z.string().default(""),
  }),
  /** HTTP 200 with any text. */
  z.strictObject({
    kind: z.literal("text"),
    text: z.string(),
    contentType: z.string().default("text/html; charset=utf-8"),
  }),
]);

/** What spoils an answer; what was asked is done before. */
const spoiling = z.discriminatedUnion("kind", [
  /** Sends the headers and nothing more. */
  z.strictObject({ kind: z.literal("hang-in-body") }),
  /** Sends half of the body and resets the connection. */
  z.strictObject({ kind: z.literal("half") }),
  /** Sends a byte now and then. */
  z.strictObject({ kind: z.literal("trickle"), everyMs: z.int().min(1).default(1000) }),
  /** Sends half of the JSON as though that were all. */
  z.strictObject({ kind: z.literal("truncate") }),
  /** Sends the answer with so many spaces behind it. */
  z.strictObject({ kind: z.literal("oversize"), bytes: z.int().min(1) }),
  /** Sends it late. */
  z.strictObject({ kind: z.literal("slow"), ms: z.int().min(1) }),
  /** Puts any JSON at a path, such as `result.modelVersionList` or `result.evalUnits.0.state`. */
  z.strictObject({ kind: z.literal("set"), path, json: z.string().min(1) }),
  /** Leaves out what is at a path. */
  z.strictObject({ kind: z.literal("remove"), path }),
  /** Answers as though the emulator's clock were off by so many minutes. */
  z.strictObject({ kind: z.literal("clock"), minutes: z.number() }),
]);

/** One way to go wrong. */
export const fault = z.discriminatedUnion("kind", [replacement, spoiling]);

export type Replacement = z.output<typeof replacement>;
export type Spoiling = z.output<typeof spoiling>;
export type Fault = Replacement | Spoiling;
export type FaultInput = z.input<typeof fault>;

export function isReplacement(fault: Fault): fault is Replacement {
  return replacement.safeParse(fault).success;
}
