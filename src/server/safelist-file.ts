import { readFileSync } from "node:fs";
import { stripIgnoredCharacters } from "graphql";
import { z } from "zod";
import { ConfigError } from "../config/index.ts";
import { withoutPrefix } from "./document-id.ts";

const manifest = z.union([
  z.object({
    format: z.literal("apollo-persisted-query-manifest"),
    version: z.literal(1),
    operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
  }),
  z.record(z.string().min(1), z.string().min(1)),
]);

const APOLLO_PREFIX = "apq:";

/** What a request names its operation by; from outside, so anything may be in it. */
export interface Asked {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/** The only operations that are answered. */
export class Safelist {
  readonly #byId: ReadonlyMap<string, string>;
  readonly #texts: ReadonlySet<string>;

  constructor(
    operations: Iterable<readonly [id: string, text: string]>,
    /** No longer text would be read, whether it is listed or not. */
    private readonly maxLength: number,
  ) {
    // A list may have its ids as GraphQL over HTTP writes them, and a client may leave the prefix out.
    this.#byId = new Map(
      [...operations].flatMap(([id, text]) => [
        [id, text],
        [withoutPrefix(id), text],
      ]),
    );
    this.#texts = new Set([...this.#byId.values()].map(stripIgnoredCharacters));
  }

  allows({ query, extensions }: Asked): boolean {
    if (typeof query === "string") {
      return query.length <= this.maxLength && this.#texts.has(withoutIgnored(query));
    }
    const id = persistedId(extensions);
    return id !== undefined && this.#byId.has(id);
  }

  /** Where Apollo looks up what is asked for by its id alone. Nothing can be added to it. */
  get persistedQueries() {
    return {
      get: async (key: string) => this.#byId.get(key.slice(APOLLO_PREFIX.length)),
      set: async () => {},
      delete: async () => false,
    };
  }
}

/** @throws ConfigError where there is no manifest at the path, or none that can be read. */
export function readSafelist(path: string, maxLength: number): Safelist {
  try {
    const content = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
    return new Safelist(
      isApollo(content)
        ? content.operations.map(({ id, body }) => [id, body] as const)
        : Object.entries(content),
      maxLength,
    );
  } catch (error) {
    const reason = error instanceof z.ZodError ? "it is no manifest" : String(error);
    throw new ConfigError([
      `SAFELIST is "${path}", which cannot be used (${reason}); allowed: the path of a persisted query manifest, as "qianfan-graphql safelist" makes it.`,
    ]);
  }
}

type Manifest = z.output<typeof manifest>;

function isApollo(content: Manifest): content is Extract<Manifest, { operations: unknown[] }> {
  return Array.isArray(content.operations);
}

function persistedId(extensions: unknown): string | undefined {
  const asked = z
    .object({ persistedQuery: z.object({ sha256Hash: z.string() }) })
    .safeParse(extensions);
  return asked.data?.persistedQuery.sha256Hash;
}

// Text that is not even GraphQL is on no list.
function withoutIgnored(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}
