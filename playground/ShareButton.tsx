import { ToolbarButton, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useState } from "react";
import { type Link, linkTo } from "./link.ts";

const LABELS = {
  ready: "Copy a link to this tab (without tokens)",
  copied: "Copied",
  tooLong: "Too long for a link",
};

/** Copies a link that opens a tab with what this one has; it never runs by itself. */
export function ShareButton({ opened }: { readonly opened: Link | null }) {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor, operationName }) => ({
    queryEditor,
    variableEditor,
    headerEditor,
    operationName,
  }));
  const { setOperationName } = useGraphiQLActions();
  const [label, setLabel] = useState<keyof typeof LABELS>("ready");

  useEffect(() => {
    if (opened?.operationName) setOperationName(opened.operationName);
  }, [opened, setOperationName]);

  async function share(): Promise<void> {
    const link = linkTo(new URL(location.href), {
      query: editors.queryEditor?.getValue() ?? null,
      variables: editors.variableEditor?.getValue() ?? null,
      headers: editors.headerEditor?.getValue() ?? null,
      operationName: editors.operationName ?? null,
    });
    if (link === null) setLabel("tooLong");
    else setLabel((await copied(link)) ? "copied" : "ready");
  }

  return (
    <ToolbarButton
      label={LABELS[label]}
      onClick={() => void share()}
      onMouseLeave={() => setLabel("ready")}
    >
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M9 15l6-6M8 11l-3 3a4 4 0 0 0 6 6l3-3M16 13l3-3a4 4 0 0 0-6-6l-3 3"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
    </ToolbarButton>
  );
}

/** Without HTTPS a browser lets no page write to the clipboard, and a person has to copy. */
async function copied(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    prompt(LABELS.ready, link);
    return false;
  }
}
