import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "./graphql.ts";
import { useTexts } from "./language.ts";
import { Loading, Problem } from "./Problem.tsx";

// Few a page, so that the demo's handful of models has more than one.
const MODELS = graphql(`
  query Models($after: String) {
    models(scope: OWN, first: 2, after: $after) {
      nodes {
        id
        name
        type
        latestVersion {
          id
          version
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface Props {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function Models(props: Props) {
  const texts = useTexts();
  return (
    <section>
      <h2>{texts.models}</h2>
      <Page {...props} after={null} />
    </section>
  );
}

/** One page, and the next one below when a person wants it. */
function Page({ after, ...props }: Props & { readonly after: string | null }) {
  const texts = useTexts();
  const [{ data, error, fetching }, read] = useQuery({ query: MODELS, variables: { after } });
  const [hasMore, setHasMore] = useState(false);
  const page = data?.models;
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <>
      <Loading when={fetching} />
      <Problem error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
      {page?.nodes.length === 0 && <p>{texts.none}</p>}
      <ul>
        {page?.nodes.map(({ id, name, type, latestVersion }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === props.chosen}
              onClick={() => props.onChoose(id)}
            >
              <strong>{name ?? id}</strong>
              <small>
                {type},{" "}
                {latestVersion ? `${texts.newest} ${latestVersion.version}` : texts.noVersion}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {next && hasMore && <Page {...props} after={next} />}
      {next && !hasMore && (
        <button type="button" onClick={() => setHasMore(true)}>
          {texts.more}
        </button>
      )}
    </>
  );
}
