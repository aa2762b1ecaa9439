import { useSubscription } from "urql";
import { graphql, readFragment } from "./graphql.ts";
import { useTexts } from "./language.ts";
import { Loading, Problem } from "./Problem.tsx";
import { Report, ReportEntry } from "./Report.tsx";

const EVALUATION = graphql(
  `
    subscription Evaluation($id: ID!) {
      evaluationTaskUpdated(id: $id) {
        id
        name
        state
        report {
          ...ReportEntry
        }
      }
    }
  `,
  [ReportEntry],
);

/** An evaluation: its state now and each change, until the server ends the subscription. */
export function Evaluation({ id }: { readonly id: string }) {
  const texts = useTexts();
  const [{ data, error, fetching, extensions }, subscribe] = useSubscription({
    query: EVALUATION,
    variables: { id },
  });
  const task = data?.evaluationTaskUpdated;
  return (
    <section>
      <h2>{texts.evaluation}</h2>
      <Loading when={fetching && !task} />
      <Problem error={error} onRetry={subscribe} />
      {extensions?.watch && <p role="status">{texts.late}</p>}
      {task && (
        <p>
          {task.name}: <output>{task.state}</output>
        </p>
      )}
      {task?.report && <Report entries={readFragment(ReportEntry, task.report)} />}
    </section>
  );
}
