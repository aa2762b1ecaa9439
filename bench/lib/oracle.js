import { makeExecutableSchema } from "@graphql-tools/schema";
import { graphql } from "graphql";
import { renamed, typeDefs } from "../contenders/schema.js";
import { evaluationDetail, integerOf, modelDetail, modelVersionDetail } from "../upstream/data.js";

const models = new Map();
function model(id) {
  if (!models.has(id)) models.set(id, modelDetail(id));
  return models.get(id);
}

const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: {
      model: (_, { id }) => model(integerOf(id)),
      modelVersions: (_, { ids }) => ids.map((id) => modelVersionDetail(integerOf(id))),
      evaluationTask: (_, { id }) => evaluationDetail(integerOf(id)),
    },
    ...renamed,
    ModelVersion: { ...renamed.ModelVersion, model: ({ modelId }) => model(modelId) },
    EvaluationUnit: {
      ...renamed.EvaluationUnit,
      modelVersion: ({ modelVersionId }) => modelVersionDetail(modelVersionId),
      model: ({ modelId }) => model(modelId),
    },
  },
});

/** The right answer, by the reference implementation on the stub's own data. */
export async function rightAnswer({ query, variables, operationName }) {
  const { data, errors } = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
  });
  if (errors) throw errors[0];
  return JSON.parse(JSON.stringify(data));
}
