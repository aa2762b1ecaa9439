import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "../config.ts";
import { type Scrub, scrubber } from "../secrets.ts";

const SECRET = [
  "authorization",
  "accessKey",
  "secretKey",
  "credentials",
  "token",
  "appAk",
  "appSk",
];

export interface LoggerOptions {
  readonly scrub?: Scrub;
  /** Default: the standard output. */
  readonly destination?: DestinationStream;
}

/** Logs one JSON object a line. */
export function logger(
  { LOG_LEVEL }: Pick<Config, "LOG_LEVEL">,
  { scrub = scrubber([]), destination = standardOutput() }: LoggerOptions = {},
): Logger {
  return pino(
    {
      level: LOG_LEVEL,
      serializers: { err: described },
      redact: { paths: [...SECRET, ...SECRET.map((name) => `*.${name}`)], censor: "[secret]" },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
}

// Written in pieces, and at least ten times a second: to write each line by itself costs a small query
// as much as all else that is done for it. What must not be lost is flushed by whoever writes it.
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 100 });
}

/** An error without the objects that hang on it: a request, a socket, a document with its literals. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause ? { cause: described(cause) } : {}) };
}
