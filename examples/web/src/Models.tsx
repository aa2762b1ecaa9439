import { useQuery } from "urql";
import { graphql } from "./graphql.ts";
import { Problem } from "./Problem.tsx";

const MODELS = graphql(`
  query Models {
    models(scope: OWN, first: 100) {
      nodes {
        id
        name
        type
        latestVersion {
          version
        }
      }
    }
  }
`);

interface Props {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function Models({ chosen, onChoose }: Props) {
  const [{ data, error }] = useQuery({ query: MODELS });
  return (
    <section>
      <h2>Models</h2>
      <Problem error={error} />
      <ul>
        {data?.models?.nodes.map(({ id, name, type, latestVersion }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              <strong>{name ?? id}</strong>
              <small>
                {type}, {latestVersion ? `newest: ${latestVersion.version}` : "no version yet"}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
