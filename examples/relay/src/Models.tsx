import { graphql, usePaginationFragment } from "react-relay";
import type { Models_query$key } from "./__generated__/Models_query.graphql.ts";
import type { ModelsPageQuery } from "./__generated__/ModelsPageQuery.graphql.ts";

interface Props {
  readonly query: Models_query$key;
  readonly onChoose: (id: string) => void;
}

/** The account's models, page by page. */
export function Models({ query, onChoose }: Props) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<
    ModelsPageQuery,
    Models_query$key
  >(
    graphql`
      fragment Models_query on Query
      @refetchable(queryName: "ModelsPageQuery")
      @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
        models(first: $first, after: $after) @connection(key: "Models_models") {
          edges {
            node {
              id
              name
            }
          }
        }
      }
    `,
    query,
  );
  return (
    <section>
      <h2>Models</h2>
      <ul>
        {data.models?.edges.map(({ node }) => (
          <li key={node.id}>
            <button type="button" onClick={() => onChoose(node.id)}>
              {node.name ?? node.id}
            </button>
          </li>
        ))}
      </ul>
      {hasNext && (
        <button type="button" disabled={isLoadingNext} onClick={() => loadNext(2)}>
          More models
        </button>
      )}
    </section>
  );
}
