import { Suspense, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { AppQuery } from "./__generated__/AppQuery.graphql.ts";
import { Evaluate } from "./Evaluate.tsx";
import { Models } from "./Models.tsx";
import { Versions } from "./Versions.tsx";

export function App() {
  const [model, setModel] = useState<string>();
  const query = useLazyLoadQuery<AppQuery>(
    graphql`
      query AppQuery {
        ...Models_query
      }
    `,
    {},
  );
  return (
    <>
      <Models query={query} onChoose={setModel} />
      {model && (
        <Suspense fallback={<p>Loading the versions</p>}>
          <Versions key={model} id={model} />
          <Evaluate key={`evaluate ${model}`} id={model} />
        </Suspense>
      )}
    </>
  );
}
