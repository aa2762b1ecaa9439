import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { graphql } from "./graphql.ts";
import { useTexts } from "./language.ts";
import { Loading, Problem } from "./Problem.tsx";

const VERSIONS = graphql(`
  query Versions($model: ID!) {
    model(id: $model) {
      name
      versions {
        id
        version
        state
        description
        createdAt
        capabilities
      }
    }
  }
`);

const EVALUATE = graphql(`
  mutation Evaluate($input: CreateEvaluationTaskInput!) {
    createEvaluationTask(input: $input) {
      evaluationTask {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

/** The demo's data set of 200 conversations. */
const DATASET = "ds-jm4t9wq27bxk1c5e";

interface Props {
  readonly model: string;
  readonly onEvaluate: (evaluation: string) => void;
}

export function Versions({ model, onEvaluate }: Props) {
  const texts = useTexts();
  const [{ data, error, fetching: reading }, read] = useQuery({
    query: VERSIONS,
    variables: { model },
  });
  const [{ fetching, data: started, error: failed }, evaluate] = useMutation(EVALUATE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);

  async function start() {
    const result = await evaluate({
      input: {
        name: `${data?.model?.name}_${new Date().toISOString()}`,
        datasetId: DATASET,
        versions: chosen.map((modelVersionId) => ({ modelVersionId })),
        rule: { scoreModes: ["SIMILARITY", "ACCURACY"] },
      },
    });
    const id = result.data?.createEvaluationTask?.evaluationTask?.id;
    if (id) onEvaluate(id);
  }

  return (
    <section>
      <h2>
        {texts.versions} {data?.model?.name}
      </h2>
      <Loading when={reading} />
      <Problem error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
      <Problem error={failed} />
      {started?.createEvaluationTask?.userErrors.map(({ code, message }) => (
        <p role="alert" key={code}>
          {message}
        </p>
      ))}
      <table>
        <tbody>
          {data?.model?.versions?.map(({ id, version, state, description, ...more }) => (
            <tr key={id}>
              <td>
                <label>
                  <input
                    type="checkbox"
                    disabled={state !== "READY" || !more.capabilities?.includes("EVALUATION")}
                    checked={chosen.includes(id)}
                    onChange={() => toggle(id)}
                  />
                  {texts.version} {version}
                </label>
              </td>
              <td>{state}</td>
              <td>{description}</td>
              <td>{more.createdAt && new Date(more.createdAt).toLocaleDateString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" disabled={chosen.length === 0 || fetching} onClick={start}>
        {texts.evaluate}
      </button>
    </section>
  );
}
