import { useEffect } from "react";
import { useQuery } from "urql";
import { graphql, readFragment } from "./graphql.ts";
import { Problem } from "./Problem.tsx";
import { Report, ReportEntry } from "./Report.tsx";

const EVALUATION = graphql(
  `
    query Evaluation($id: ID!) {
      evaluationTask(id: $id) {
        name
        state
        isFinal
        report {
          ...ReportEntry
        }
      }
    }
  `,
  [ReportEntry],
);

const POLL_MS = 2000;

/** An evaluation, looked at again and again until it changes no more. */
export function Evaluation({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, look] = useQuery({ query: EVALUATION, variables: { id } });
  const task = data?.evaluationTask;
  const moving = task?.isFinal === false;

  useEffect(() => {
    if (!moving || fetching) return;
    const next = setTimeout(() => look({ requestPolicy: "network-only" }), POLL_MS);
    return () => clearTimeout(next);
  }, [moving, fetching, look]);

  return (
    <section>
      <h2>Evaluation</h2>
      <Problem error={error} />
      <p>
        {task?.name}: <output>{task?.state}</output>
      </p>
      {task?.report && <Report entries={readFragment(ReportEntry, task.report)} />}
    </section>
  );
}
