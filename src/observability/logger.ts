import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "../config/index.ts";
import { type Scrub, scrubber } from "../config/secrets.ts";
import { shortened } from "./shorten.ts";
import { standardOutput } from "./standard-output.ts";

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
      serializers: { err: (error) => described(error) },
      redact: { paths: [...SECRET, ...SECRET.map((name) => `*.${name}`)], censor: "[secret]" },
      // A secret is taken out first: of one that is cut, the beginning would stay.
      hooks: { streamWrite: (line) => shortened(scrub(line)) },
    },
    destination,
  );
}

const MAX_CAUSES = 5;

/** An error without the objects that hang on it: a request, a socket, a document with its literals. */
function described(error: unknown, causes = MAX_CAUSES): object {
  if (!(error instanceof Error)) return { message: textOf(error) };
  const { name, message, stack, cause } = error;
  const isCaused = cause !== undefined && cause !== null && causes > 0;
  return {
    type: name,
    message,
    stack,
    ...(isCaused ? { cause: described(cause, causes - 1) } : {}),
  };
}

/** A thrown value that is no error. Not every object has a text: one without a prototype has none. */
function textOf(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value) : String(value);
}
