import { useMemo } from "react";
import { graphql, useLazyLoadQuery, useMutation, useSubscription } from "react-relay";
import type { GraphQLSubscriptionConfig } from "relay-runtime";
import type { EvaluationQuery } from "./__generated__/EvaluationQuery.graphql.ts";
import type { EvaluationStopMutation } from "./__generated__/EvaluationStopMutation.graphql.ts";
import type { EvaluationSubscription } from "./__generated__/EvaluationSubscription.graphql.ts";

/** An evaluation, which follows its state: an event has its id, so that the store is updated. */
export function Evaluation({ id }: { readonly id: string }) {
  const { evaluationTask: task } = useLazyLoadQuery<EvaluationQuery>(
    graphql`
      query EvaluationQuery($id: ID!) {
        evaluationTask(id: $id) {
          name
          state
        }
      }
    `,
    { id },
    { fetchPolicy: "store-or-network" },
  );
  const config = useMemo<GraphQLSubscriptionConfig<EvaluationSubscription>>(
    () => ({
      subscription: graphql`
        subscription EvaluationSubscription($id: ID!) {
          evaluationTaskUpdated(id: $id) {
            id
            state
            isFinal
          }
        }
      `,
      variables: { id },
    }),
    [id],
  );
  useSubscription(config);
  const [stop, isStopping] = useMutation<EvaluationStopMutation>(graphql`
    mutation EvaluationStopMutation($id: ID!) {
      stopEvaluationTask(id: $id) {
        evaluationTask {
          id
          state
        }
      }
    }
  `);
  return (
    <p>
      {task?.name}: <output>{task?.state}</output>
      <button type="button" disabled={isStopping} onClick={() => stop({ variables: { id } })}>
        Stop
      </button>
    </p>
  );
}
