import type { ResultOf } from "gql.tada";
import { graphql } from "./graphql.ts";
import { useTexts } from "./language.ts";

export const ReportEntry = graphql(`
  fragment ReportEntry on EvaluationReportEntry {
    id
    modelName
    version
    rule {
      accuracy
      f1Score
      rougeL
      bleu4
    }
  }
`);

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

interface Props {
  readonly entries: readonly ResultOf<typeof ReportEntry>[];
}

export function Report({ entries }: Props) {
  const texts = useTexts();
  return (
    <table>
      <thead>
        <tr>
          <th>{texts.version}</th>
          <th>{texts.accuracy}</th>
          <th>F1</th>
          <th>ROUGE-L</th>
          <th>BLEU-4</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, modelName, version, rule }) => (
          <tr key={id ?? version}>
            <th scope="row">
              {modelName} {version}
            </th>
            {[rule?.accuracy, rule?.f1Score, rule?.rougeL, rule?.bleu4].map((value, column) => (
              <td key={column}>{typeof value === "number" ? percent.format(value) : "–"}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
