import { z } from "zod";
import type { DroppedValues } from "./dropped-values.ts";

/** Of what is written to Redis; a value in another version is not read. */
const FORMAT_VERSION = 1;

export interface StoredFormatOptions {
  /** The kind of value, for the log and the metric. */
  readonly what: string;
  readonly maxBytes: number;
}

/**
 * One kind of value as text in Redis and back. Others can write to Redis, and other builds of this
 * server do: nothing that is read there is believed before its size, its version and its shape fit.
 */
export class StoredFormat<Value> {
  readonly #envelope: z.ZodType<{ value: Value }>;

  constructor(
    schema: z.ZodType<Value>,
    private readonly dropped: DroppedValues,
    private readonly options: StoredFormatOptions,
  ) {
    this.#envelope = z.object({ v: z.literal(FORMAT_VERSION), value: schema });
  }

  get maxBytes(): number {
    return this.options.maxBytes;
  }

  /** Null for what is too large to be read back. */
  write(value: unknown): string | null {
    const text = JSON.stringify({ v: FORMAT_VERSION, value });
    return Buffer.byteLength(text) > this.options.maxBytes ? null : text;
  }

  /** Undefined for what does not fit, which is logged and counted. */
  read(text: string): Value | undefined {
    const { what, maxBytes } = this.options;
    if (Buffer.byteLength(text) > maxBytes) {
      this.dropped.add(what, `it is larger than ${maxBytes} bytes`);
      return undefined;
    }
    const result = this.#envelope.safeParse(parsed(text));
    if (result.success) return result.data.value;
    const [issue] = result.error.issues;
    this.dropped.add(what, `${issue?.path.join(".")}: ${issue?.message}`);
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
