import { useState } from "react";
import { graphql, useLazyLoadQuery, useMutation } from "react-relay";
import type { EvaluateMutation } from "./__generated__/EvaluateMutation.graphql.ts";
import type { EvaluateQuery } from "./__generated__/EvaluateQuery.graphql.ts";
import { Evaluation } from "./Evaluation.tsx";

/** Starts an evaluation of a model's newest version, and lists those started here. */
export function Evaluate({ id }: { readonly id: string }) {
  const { model } = useLazyLoadQuery<EvaluateQuery>(
    graphql`
      query EvaluateQuery($id: ID!) {
        model(id: $id) {
          latestVersion {
            id
          }
        }
      }
    `,
    { id },
  );
  const [started, setStarted] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState("");
  const [commit, isInFlight] = useMutation<EvaluateMutation>(graphql`
    mutation EvaluateMutation($input: CreateEvaluationTaskInput!) {
      createEvaluationTask(input: $input) {
        evaluationTask {
          id
          name
          state
        }
        userErrors {
          message
        }
      }
    }
  `);

  const versionId = model?.latestVersion?.id;
  const evaluate = (modelVersionId: string) =>
    commit({
      variables: {
        input: {
          name: `Evaluation of ${modelVersionId}`,
          datasetId: "ds-jm4t9wq27bxk1c5e",
          versions: [{ modelVersionId }],
          rule: { scoreModes: ["ACCURACY"] },
          idempotencyKey: crypto.randomUUID(),
        },
      },
      // What the answer has goes into the store by itself. What it leads to is put there here:
      // `evaluationTask(id:)` of the root is the task that was made, so nothing is read again.
      updater(store) {
        const task = store.getRootField("createEvaluationTask")?.getLinkedRecord("evaluationTask");
        if (task) store.getRoot().setLinkedRecord(task, "evaluationTask", { id: task.getDataID() });
      },
      onCompleted({ createEvaluationTask }) {
        const task = createEvaluationTask?.evaluationTask;
        if (task) setStarted((before) => [...before, task.id]);
        setProblem(createEvaluationTask?.userErrors.map(({ message }) => message).join(" ") ?? "");
      },
      onError: ({ message }) => setProblem(message),
    });

  return (
    <section>
      <h2>Evaluations</h2>
      {versionId && (
        <button type="button" disabled={isInFlight} onClick={() => evaluate(versionId)}>
          Evaluate the newest version
        </button>
      )}
      {problem && <p role="alert">{problem}</p>}
      {started.map((task) => (
        <Evaluation key={task} id={task} />
      ))}
    </section>
  );
}
