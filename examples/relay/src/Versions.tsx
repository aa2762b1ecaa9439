import { useTransition } from "react";
import { graphql, useLazyLoadQuery, useRefetchableFragment } from "react-relay";
import type { Versions_query$key } from "./__generated__/Versions_query.graphql.ts";
import type { VersionsQuery } from "./__generated__/VersionsQuery.graphql.ts";
import type { VersionsRefetchQuery } from "./__generated__/VersionsRefetchQuery.graphql.ts";

/** A model's versions, which can be read again with other arguments. */
export function Versions({ id }: { readonly id: string }) {
  const query = useLazyLoadQuery<VersionsQuery>(
    graphql`
      query VersionsQuery($id: ID!) {
        ...Versions_query @arguments(id: $id)
      }
    `,
    { id },
  );
  const [data, refetch] = useRefetchableFragment<VersionsRefetchQuery, Versions_query$key>(
    graphql`
      fragment Versions_query on Query
      @refetchable(queryName: "VersionsRefetchQuery")
      @argumentDefinitions(id: { type: "ID!" }, state: { type: "ModelVersionState" }) {
        model(id: $id) {
          name
          versions(state: $state) {
            id
            version
            state
          }
        }
      }
    `,
    query,
  );
  const [isPending, startTransition] = useTransition();
  const show = (state: "READY" | null) => startTransition(() => void refetch({ id, state }));
  return (
    <section aria-busy={isPending}>
      <h2>{data.model?.name}</h2>
      <button type="button" onClick={() => show("READY")}>
        Only those ready
      </button>
      <button type="button" onClick={() => show(null)}>
        All versions
      </button>
      <ol>
        {data.model?.versions?.map((version) => (
          <li key={version.id}>
            {version.version}: {version.state}
          </li>
        ))}
      </ol>
    </section>
  );
}
