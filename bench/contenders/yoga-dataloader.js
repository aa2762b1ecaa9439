// graphql-yoga with a DataLoader for models and one for versions, as its documentation suggests.
import { createServer } from "node:http";
import DataLoader from "dataloader";
import { createSchema, createYoga } from "graphql-yoga";
import { restClient } from "./rest.js";
import { renamed, typeDefs } from "./schema.js";

const rest = restClient();
const loader = (read) =>
  new DataLoader((ids) => Promise.all(ids.map(read)), { cacheKeyFn: (id) => String(id) });

const resolvers = {
  Query: {
    model: async (_, { id }, { models }) => {
      const model = await models.load(id);
      models.prime(model.modelId, model).prime(model.modelIdStr, model);
      return model;
    },
    modelVersions: (_, { ids }, { versions }) => versions.loadMany(ids),
    evaluationTask: (_, { id }) => rest.evaluation(id),
  },
  Model: renamed.Model,
  ModelVersion: {
    ...renamed.ModelVersion,
    model: (version, _, { models }) => models.load(version.modelId),
  },
  EvaluationTask: renamed.EvaluationTask,
  EvaluationUnit: {
    ...renamed.EvaluationUnit,
    modelVersion: (unit, _, { versions }) => versions.load(unit.modelVersionId),
    model: (unit, _, { models }) => models.load(unit.modelId),
  },
};

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => ({ models: loader(rest.model), versions: loader(rest.version) }),
  logging: false,
});
const server = createServer(yoga);
server.listen(0, "127.0.0.1", () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
