// Fastify with mercurius: its own loaders, and compiled queries from the first use on.
import fastify from "fastify";
import mercurius from "mercurius";
import { restClient } from "./rest.js";
import { renamed, typeDefs } from "./schema.js";

const rest = restClient();
// mercurius hands a loader each object that lacks the field; equal ones are asked for once.
const each = (read, idOf) => {
  return async (queries) => {
    const reads = new Map();
    const once = (id) => {
      if (!reads.has(id)) reads.set(id, read(id));
      return reads.get(id);
    };
    return Promise.all(queries.map(({ obj }) => once(idOf(obj))));
  };
};

const resolvers = {
  Query: {
    model: (_, { id }) => rest.model(id),
    modelVersions: (_, { ids }) => {
      const reads = new Map(ids.map((id) => [id, undefined]));
      for (const id of reads.keys()) reads.set(id, rest.version(id));
      return Promise.all(ids.map((id) => reads.get(id)));
    },
    evaluationTask: (_, { id }) => rest.evaluation(id),
  },
  ...renamed,
};
const loaders = {
  ModelVersion: { model: each(rest.model, (version) => version.modelId) },
  EvaluationUnit: {
    modelVersion: each(rest.version, (unit) => unit.modelVersionId),
    model: each(rest.model, (unit) => unit.modelId),
  },
};

const app = fastify();
app.register(mercurius, { schema: typeDefs, resolvers, loaders, jit: 1 });
const origin = await app.listen({ port: 0, host: "127.0.0.1" });
process.send({ url: `${origin}/graphql` });
