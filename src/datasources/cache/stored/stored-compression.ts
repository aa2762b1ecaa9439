import { z } from "zod";
import {
  COMPRESSION_STATES,
  COMPRESSION_STRATEGIES,
  type CompressionTaskRecord,
} from "../../../domain/index.ts";
import { date, text } from "./values.ts";

const version = z.object({ id: z.string() }).nullable();

export const storedCompression: z.ZodType<CompressionTaskRecord> = z.object({
  id: z.string().min(1),
  name: text,
  description: text,
  state: z.enum([...COMPRESSION_STATES, "UNKNOWN"]).nullable(),
  stateText: text,
  isFinal: z.boolean(),
  sourceModelVersion: version,
  modelVersion: version,
  createdAt: date,
  finishedAt: date,
  failureReason: text.optional(),
  settings: z
    .object({
      strategy: z.enum([...COMPRESSION_STRATEGIES, "UNKNOWN"]).nullable(),
      strategyText: text,
      weight: text,
    })
    .nullable()
    .optional(),
});
