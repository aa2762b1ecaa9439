import { z } from "zod";

/** What a client sends to subscribe, over whichever transport. */
export const subscriptionRequest = z
  .object({
    query: z.string().nullish(),
    documentId: z.unknown().optional(),
    operationName: z.string().nullish(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.record(z.string(), z.unknown()).nullish(),
  })
  .refine(
    ({ query, documentId, extensions }) =>
      typeof query === "string" || isGiven(documentId) || isGiven(extensions?.persistedQuery),
    "neither query nor the id of a persisted operation",
  );

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
