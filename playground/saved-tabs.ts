import type { Link } from "./link.ts";
import type { Tab } from "./tabs.ts";

type KeyValues = Pick<Storage, "getItem" | "setItem">;

type Content = Pick<Link, "query" | "variables"> & Partial<Pick<Link, "operationName">>;

/** As GraphiQL keeps a tab. */
interface SavedTab extends Content {
  readonly id: string;
  readonly title: string;
  readonly headers: null;
  readonly operationName: string | null;
  readonly response: null;
}

interface SavedTabs {
  readonly activeTabIndex: number;
  readonly tabs: readonly SavedTab[];
}

// GraphiQL's own keys. What is being edited is kept apart from the tabs; where the two differ, it adds a tab.
const TABS = "graphiql:tabState";
const QUERY = "graphiql:query";
const VARIABLES = "graphiql:variables";

/** Makes GraphiQL open with the tabs of the last visit, or the examples, and with the link's, if there is one. */
export function prepareTabs(storage: KeyValues, examples: readonly Tab[], link: Link | null): void {
  const kept = readTabs(storage);
  if (kept && !link) return;
  const tabs =
    kept?.tabs ??
    examples.map(({ query, variables }) =>
      saved({ query: query ?? "", variables: variables ?? null }),
    );
  write(storage, link ? withLink(tabs, link) : { tabs, activeTabIndex: 0 });
}

function withLink(tabs: readonly SavedTab[], link: Link): SavedTabs {
  const place = tabs.findIndex(
    ({ query, variables }) => query === link.query && (variables || null) === link.variables,
  );
  if (place >= 0) return { tabs, activeTabIndex: place };
  return { tabs: [...tabs, saved(link)], activeTabIndex: tabs.length };
}

function saved({ query, variables, operationName = null }: Content): SavedTab {
  const [, , first = "<untitled>"] =
    /^(?!#).*(query|subscription|mutation)\s+(\w+)/m.exec(query) ?? [];
  const title = operationName ?? first;
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  return { id, title, query, variables, operationName, headers: null, response: null };
}

function write(storage: KeyValues, state: SavedTabs): void {
  const active = state.tabs[state.activeTabIndex];
  storage.setItem(TABS, JSON.stringify(state));
  storage.setItem(QUERY, active?.query ?? "");
  storage.setItem(VARIABLES, active?.variables ?? "");
}

/** Null on the first visit, and of what another program wrote. */
function readTabs(storage: KeyValues): SavedTabs | null {
  try {
    const state: SavedTabs | null = JSON.parse(storage.getItem(TABS) ?? "null");
    return state?.tabs.every(({ id }) => typeof id === "string") ? state : null;
  } catch {
    return null;
  }
}
