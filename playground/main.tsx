import { explorerPlugin } from "@graphiql/plugin-explorer";
import { createLocalStorage } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import { createRoot } from "react-dom/client";
import { playgroundFetcher } from "./fetcher.ts";
import { exampleTabs } from "./tabs.ts";
import "./style.css";

const HEADERS = '{\n  "authorization": "Bearer "\n}';

// Another project's playground on the same host and port keeps its own tabs.
const storage = createLocalStorage({ namespace: "qianfan-graphql" });
const tabs = exampleTabs(HEADERS);
if (storage.getItem("graphiql:tabs") === null) rememberFirst(tabs);

const place = document.getElementById("playground");
if (!place) throw new Error("The page has no #playground.");

// What is being edited is remembered apart from the tabs. Without it, the first visit would begin
// without variables, and the second with a tab too many.
function rememberFirst([first]: ReturnType<typeof exampleTabs>): void {
  storage.setItem("graphiql:query", first?.query ?? "");
  storage.setItem("graphiql:variables", first?.variables ?? "");
}

createRoot(place).render(
  <GraphiQL
    fetcher={playgroundFetcher()}
    storage={storage}
    defaultTabs={tabs}
    defaultHeaders={HEADERS}
    defaultEditorToolsVisibility="variables"
    plugins={[HISTORY_PLUGIN, explorerPlugin()]}
  >
    <GraphiQL.Logo>
      <span className="logo">Qianfan GraphQL</span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
