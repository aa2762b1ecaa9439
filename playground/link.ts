/** What a link into the playground opens a tab with. */
export interface Link {
  readonly query: string;
  readonly variables: string | null;
  readonly operationName: string | null;
  readonly headers: Headers;
}

type Headers = Readonly<Record<string, string>>;

/** Longer ones are refused by some proxies, and by node together with what else a browser sends. */
const MAX_LENGTH = 8_000;

/** Names of headers that may hold a secret: they never travel in a link, in neither direction. */
const SECRET = /auth|cookie|credential|key|password|secret|session|signature|token/i;

/** The link that the page was opened by; null where it names no operation. */
export function linkOf(search: string): Link | null {
  const parameters = new URLSearchParams(search);
  const query = parameters.get("query");
  if (!query) return null;
  return {
    query,
    // Text as it came: a number of any length keeps its digits.
    variables: parameters.get("variables"),
    operationName: parameters.get("operationName"),
    headers: publicHeaders(parameters.get("headers")),
  };
}

/** A link that opens a tab with the same content, without headers that may hold a secret; null if it is too long. */
export function linkTo(page: URL, tab: Partial<Record<keyof Link, string | null>>): string | null {
  const headers = publicHeaders(tab.headers);
  const parameters = {
    query: tab.query,
    variables: tab.variables,
    operationName: tab.operationName,
    headers: Object.keys(headers).length > 0 ? JSON.stringify(headers) : null,
  };
  const link = new URL(page.pathname, page.origin);
  for (const [name, value] of Object.entries(parameters)) {
    if (value?.trim()) link.searchParams.set(name, value);
  }
  return link.href.length > MAX_LENGTH ? null : link.href;
}

/** Nothing of text that is no JSON object. */
function publicHeaders(text: string | null | undefined): Headers {
  const given: unknown = parsed(text ?? "");
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && !SECRET.test(entry[0]),
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
