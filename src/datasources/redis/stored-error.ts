import { z } from "zod";
import { ERROR_CATALOGUE, type ErrorCode } from "../../domain/errors.ts";

const localized = z.object({ en: z.string(), zh: z.string() });

export const storedDetails = z.record(z.string(), z.union([z.string(), localized]));

/** What Qianfan said. */
export const storedQianfan = z.object({
  operation: z.string(),
  errorCode: z.string().nullable(),
  message: z.string().nullable(),
  requestId: z.string().nullable(),
  httpStatus: z.number().nullable(),
  attempts: z.number(),
});

/** An error of the catalogue, as one replica passes it on to the others. */
export const storedError = z.object({
  code: z.custom<ErrorCode>(
    (code) => typeof code === "string" && Object.hasOwn(ERROR_CATALOGUE, code),
  ),
  details: storedDetails,
  options: z.object({
    qianfan: storedQianfan.optional(),
    retryable: z.boolean().optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  }),
});
