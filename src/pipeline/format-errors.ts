import type { HTTPGraphQLResponse } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { z } from "zod";
import type { Scrub } from "../config/secrets.ts";
import { ERROR_CATALOGUE, type ErrorCode, ServiceError } from "../domain/errors.ts";
import { ClientDisconnected } from "../util/deadline.ts";
import { type ErrorReader, formatServiceError } from "./client-error.ts";
import { inChinese } from "./messages/index.ts";
import type { Stage } from "./stage.ts";

export interface ErrorFormatterOptions {
  readonly scrub: Scrub;
  /** Whether an error may suggest names of the schema. */
  readonly suggests: boolean;
  readonly log: Logger;
}

/**
 * Every error of an operation as its client sees it, in two steps: Apollo Server asks for the first, and
 * does not say for which client.
 */
export class ErrorFormatter {
  /** The errors of the catalogue among those formatted. */
  readonly #ours = new WeakMap<GraphQLFormattedError, ServiceError>();

  constructor(private readonly options: ErrorFormatterOptions) {}

  /** Masks an unexpected error, and takes every secret out of any. */
  readonly format = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const ours = serviceErrorIn(error);
    const clean = this.#scrubbed(
      ours ? catalogued(formatted, ours) : this.#others(formatted, error),
    );
    if (ours) this.#ours.set(clean, ours);
    return clean;
  };

  /** Adds what depends on the client: its language, its request's id. */
  finish(formatted: GraphQLFormattedError, reader: ErrorReader): GraphQLFormattedError {
    if (isFinished(formatted)) return formatted;
    const { extensions } = formatted;
    const code = codeOf(formatted);
    const ours = this.#ours.get(formatted);
    if (ours) {
      const { message, extensions: own } = formatServiceError(ours, reader);
      return this.#scrubbed({ ...formatted, message, extensions: { ...extensions, ...own } });
    }
    const retryable = code !== null && ERROR_CATALOGUE[code].retryable;
    const text = reader.language === "zh" ? inChinese(formatted.message, code) : null;
    return {
      ...formatted,
      ...(text ? { message: text.message } : {}),
      extensions: {
        ...extensions,
        retryable,
        ...(text?.detail ? { detail: text.detail } : {}),
        requestId: reader.requestId,
      },
    };
  }

  /** The same for the answer to a request that no stage has seen, since it is no operation. */
  finishResponse(response: HTTPGraphQLResponse, reader: ErrorReader): HTTPGraphQLResponse {
    const { body, status = 200 } = response;
    if (status < 400 || body.kind !== "complete") return response;
    const answer = answerWithErrors.safeParse(JSON.parse(body.string));
    if (!answer.success) return response;
    const errors = answer.data.errors.map((each) => this.finish(each, reader));
    const string = `${JSON.stringify({ ...answer.data, errors })}\n`;
    return { ...response, body: { kind: "complete", string } };
  }

  // An unexpected error may hold anything, so the log gets all of it and the client nothing.
  #others(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const original = unwrapResolverError(error);
    if (original instanceof GraphQLError) {
      return shortened(this.#withoutSuggestion(withClientFault(formatted)));
    }
    if (original instanceof ClientDisconnected) return formatted; // Nobody reads it.
    this.options.log.error(
      { err: original, path: formatted.path },
      "a resolver failed unexpectedly",
    );
    const { en: message } = ERROR_CATALOGUE.INTERNAL_SERVER_ERROR.message;
    return { ...formatted, message, extensions: { code: "INTERNAL_SERVER_ERROR" } };
  }

  #scrubbed(formatted: GraphQLFormattedError): GraphQLFormattedError {
    return JSON.parse(this.options.scrub(JSON.stringify(formatted)));
  }

  #withoutSuggestion(formatted: GraphQLFormattedError): GraphQLFormattedError {
    if (this.options.suggests) return formatted;
    const message = formatted.message.replace(/ ?Did you mean .+\?$|; allowed: [\w, ]+(?=\.$)/, "");
    return { ...formatted, message };
  }
}

const answerWithErrors = z.looseObject({
  errors: z.array(
    z.looseObject({
      message: z.string(),
      extensions: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

/** Finishes the errors of an answer for its client. */
export function finishErrors(errors: ErrorFormatter): Stage {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== "single") return;
        const result = response.body.singleResult;
        if (!result.errors) return;
        result.errors = result.errors.map((each) => errors.finish(each, contextValue));
      },
    }),
  };
}

function serviceErrorIn(error: unknown): ServiceError | null {
  const ours = error instanceof GraphQLError ? error.originalError : error;
  return ours instanceof ServiceError ? ours : null;
}

// Apollo gives an error of validation a code of its own.
function catalogued(
  formatted: GraphQLFormattedError,
  { message, extensions }: ServiceError,
): GraphQLFormattedError {
  return { ...formatted, message, extensions: { ...formatted.extensions, ...extensions } };
}

function isFinished({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.requestId !== undefined;
}

function codeOf({ extensions }: GraphQLFormattedError): ErrorCode | null {
  const code = extensions?.code;
  return isErrorCode(code) ? code : null;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_CATALOGUE, code);
}

/** Faults of the client that come without a code, which makes them faults of the server. */
const CLIENT_FAULTS: readonly (readonly [RegExp, ErrorCode])[] = [
  // A nullable variable with a default passes validation where no null is allowed; GraphQL finds a null
  // there while it executes.
  [/^Argument "/, "BAD_USER_INPUT"],
  [/^(provided sha does not match query|Unsupported persisted query version)$/, "BAD_REQUEST"],
];

function withClientFault(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const [, code] = CLIENT_FAULTS.find(([fault]) => fault.test(formatted.message)) ?? [];
  return code ? { ...formatted, extensions: { ...formatted.extensions, code } } : formatted;
}

/** graphql quotes a variable or literal that does not fit as a whole, however long it is. */
const MAX_MESSAGE_LENGTH = 1000;

function shortened(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = formatted;
  if (message.length <= MAX_MESSAGE_LENGTH) return formatted;
  const start = message.slice(0, MAX_MESSAGE_LENGTH);
  return { ...formatted, message: `${start}... (${message.length} characters)` };
}
