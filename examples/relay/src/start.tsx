import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { RelayEnvironmentProvider } from "react-relay";
import { App } from "./App.tsx";
import { createEnvironment } from "./environment.ts";

/** Shows the page in an element; what it returns takes it away again. */
export function start(element: Element, url: string, token: string): () => void {
  const root = createRoot(element);
  root.render(
    <RelayEnvironmentProvider environment={createEnvironment(url, token)}>
      <Suspense fallback={<p>Loading</p>}>
        <App />
      </Suspense>
    </RelayEnvironmentProvider>,
  );
  return () => root.unmount();
}
