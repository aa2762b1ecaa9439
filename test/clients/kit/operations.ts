/** What several clients send, as text. */
export const MODELS = `
  query Models($first: Int!, $after: String) {
    models(first: $first, after: $after) {
      edges { cursor node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const EVALUATE = `
  mutation Evaluate($input: CreateEvaluationTaskInput!) {
    createEvaluationTask(input: $input) {
      evaluationTask { id state }
      userErrors { code message }
    }
  }
`;

export const STOP = `
  mutation Stop($id: ID!) {
    stopEvaluationTask(id: $id) { userErrors { code message } }
  }
`;

export const WATCH = `
  subscription Watch($id: ID!) {
    evaluationTaskUpdated(id: $id) { id state }
  }
`;

/** An evaluation that runs long enough to be stopped. */
export const evaluation = (name: string) => ({
  name,
  datasetId: "ds-jm4t9wq27bxk1c5e",
  versions: [{ modelVersionId: "amv-8nzc3yh5pd1m" }],
  rule: { scoreModes: ["ACCURACY"] },
});

export interface Models {
  readonly models: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

export interface Evaluated {
  readonly createEvaluationTask: {
    readonly evaluationTask: { readonly id: string; readonly state: string };
  };
}

export interface PollTarget {
  readonly evaluationTaskUpdated: { readonly id: string; readonly state: string };
}
