import { ServiceError } from "../domain/errors.ts";
import { isRecord } from "../util/is-record.ts";

/** What a request may name its operation by; from outside, so anything may be in it. */
interface Naming {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** GraphQL over HTTP, appendix A: the text before a colon says how the id was made. */
const SHA256 = /^sha256:(?=[0-9a-f]{64}$)/;
const DOCUMENT_ID = /^[A-Za-z0-9._~:-]{1,256}$/;

/**
 * A request whose `documentId` stands in `extensions.persistedQuery`, which names the same operation and
 * is what the safelist and Apollo Server read. An empty `query` beside an id is none: the client of
 * graphql-ws cannot leave it out.
 *
 * @throws ServiceError `BAD_REQUEST`
 */
export function withPersistedQuery<Request extends Naming>(
  request: Request,
): Omit<Request, "documentId"> {
  const { documentId, ...others } = request;
  const { extensions = {} } = others;
  if (!isNullish(extensions) && !isRecord(extensions)) return others; // It is refused for that.
  const persistedQuery = extensions?.persistedQuery;
  if (isNullish(documentId) && isNullish(persistedQuery)) return others;
  const named = isNullish(documentId) ? persistedQuery : matching(documentId, persistedQuery);
  const { query } = others;
  return {
    ...others,
    query: query === "" || query === null ? undefined : query,
    extensions: { ...extensions, persistedQuery: named },
  };
}

function matching(documentId: unknown, persistedQuery: unknown): unknown {
  const sha256Hash = hashOf(documentId);
  if (isNullish(persistedQuery)) return { version: 1, sha256Hash };
  if (isRecord(persistedQuery) && persistedQuery.sha256Hash === sha256Hash) return persistedQuery;
  throw new ServiceError("BAD_REQUEST", {
    problem: {
      en: "documentId and extensions.persistedQuery name different operations; allowed: one of them.",
      zh: "documentId 与 extensions.persistedQuery 指向不同的操作；只能提供其中之一。",
    },
  });
}

function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** The same for the parameters of a GET. */
export function searchWithPersistedQuery(search: string): string {
  const parameters = new URLSearchParams(search);
  const [documentId, ...more] = parameters.getAll("documentId");
  if (documentId === undefined && parameters.get("query") !== "") return search;
  if (more.length > 0) {
    const en = "The search parameter documentId may only be specified once.";
    throw new ServiceError("BAD_REQUEST", {
      problem: { en, zh: "查询参数 documentId 只能出现一次。" },
    });
  }
  const extensions = parameters.getAll("extensions");
  parameters.delete("documentId");
  // Given twice it is refused for that.
  if (extensions.length > 1) return `?${parameters}`;
  const query = parameters.get("query");
  const named = withPersistedQuery({ query, documentId, extensions: extensions.map(parsed)[0] });
  if (isRecord(named.extensions)) parameters.set("extensions", JSON.stringify(named.extensions));
  if (named.query === undefined) parameters.delete("query");
  return `?${parameters}`;
}

function hashOf(documentId: unknown): string {
  if (typeof documentId === "string" && DOCUMENT_ID.test(documentId)) {
    return withoutPrefix(documentId);
  }
  const given = String(JSON.stringify(documentId)).slice(0, 60);
  throw new ServiceError("BAD_REQUEST", {
    problem: {
      en: `documentId is ${given}; allowed: 1 to 256 letters, digits, "-", ".", "_", "~" or ":".`,
      zh: `documentId 为 ${given}；应为：1 至 256 个字母、数字或“-”“.”“_”“~”“:”。`,
    },
  });
}

/** An id as `extensions.persistedQuery` has it. */
export function withoutPrefix(documentId: string): string {
  return documentId.replace(SHA256, "");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json; // It is refused for that.
  }
}
