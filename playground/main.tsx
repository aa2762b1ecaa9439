import { explorerPlugin } from "@graphiql/plugin-explorer";
import { createLocalStorage } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import { createRoot } from "react-dom/client";
import { playgroundFetcher } from "./fetcher.ts";
import { type Link, linkOf } from "./link.ts";
import { ShareButton } from "./ShareButton.tsx";
import { prepareTabs } from "./saved-tabs.ts";
import { exampleTabs } from "./tabs.ts";
import "./style.css";

const TOKEN = { authorization: "Bearer " };
const HEADERS = JSON.stringify(TOKEN, null, 2);

/** A place for the token beside the link's headers, which hold none. */
function headersOf(link: Link): string {
  return JSON.stringify({ ...TOKEN, ...link.headers }, null, 2);
}

// Another project's playground on the same host and port keeps its own tabs.
const storage = createLocalStorage({ namespace: "qianfan-graphql" });
const tabs = exampleTabs(HEADERS);
const link = linkOf(location.search);
prepareTabs(storage, tabs, link);
// A link opens its tab once: what is edited afterwards is what a second visit shows.
if (location.search) history.replaceState(null, "", location.pathname);

const place = document.getElementById("playground");
if (!place) throw new Error("The page has no #playground.");

createRoot(place).render(
  <GraphiQL
    fetcher={playgroundFetcher(link?.headers)}
    storage={storage}
    defaultTabs={tabs}
    defaultHeaders={HEADERS}
    {...(link && { initialHeaders: headersOf(link) })}
    defaultEditorToolsVisibility="variables"
    plugins={[HISTORY_PLUGIN, explorerPlugin()]}
  >
    <GraphiQL.Logo>
      <span className="logo">Qianfan GraphQL</span>
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <ShareButton opened={link} />
        </>
      )}
    </GraphiQL.Toolbar>
  </GraphiQL>,
);
