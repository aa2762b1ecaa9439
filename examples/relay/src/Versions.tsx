import { useTransition } from "react";
import { graphql, useLazyLoadQuery, useRefetchableFragment } from "react-relay";
import type { Versions_model$key } from "./__generated__/Versions_model.graphql.ts";
import type { VersionsQuery } from "./__generated__/VersionsQuery.graphql.ts";
import type { VersionsRefetchQuery } from "./__generated__/VersionsRefetchQuery.graphql.ts";

/** The versions of the model with an id. */
export function Versions({ id }: { readonly id: string }) {
  const { model } = useLazyLoadQuery<VersionsQuery>(
    graphql`
      query VersionsQuery($id: ID!) {
        model(id: $id) {
          ...Versions_model
        }
      }
    `,
    { id },
  );
  return model && <VersionList model={model} />;
}

/** A model's versions, which are read again by `node(id:)` with another state. */
function VersionList({ model }: { readonly model: Versions_model$key }) {
  const [data, refetch] = useRefetchableFragment<VersionsRefetchQuery, Versions_model$key>(
    graphql`
      fragment Versions_model on Model
      @refetchable(queryName: "VersionsRefetchQuery")
      @argumentDefinitions(state: { type: "ModelVersionState" }) {
        name
        versions(state: $state) {
          id
          version
          state
        }
      }
    `,
    model,
  );
  const [isPending, startTransition] = useTransition();
  const show = (state: "READY" | null) => startTransition(() => void refetch({ state }));
  return (
    <section aria-busy={isPending}>
      <h2>{data.name}</h2>
      <button type="button" onClick={() => show("READY")}>
        Only those ready
      </button>
      <button type="button" onClick={() => show(null)}>
        All versions
      </button>
      <ol>
        {data.versions?.map((version) => (
          <li key={version.id}>
            {version.version}: {version.state}
          </li>
        ))}
      </ol>
    </section>
  );
}
