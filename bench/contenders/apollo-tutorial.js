// Apollo's tutorial: standalone server, RESTDataSource, a call in each resolver.
import { RESTDataSource } from "@apollo/datasource-rest";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { renamed, typeDefs } from "./schema.js";

class QianfanAPI extends RESTDataSource {
  baseURL = `${process.env.UPSTREAM}/wenxinworkshop/modelrepo/`;

  async getModel(id) {
    return (await this.post("modelDetail", { body: { modelId: id } })).result;
  }

  async getVersion(id) {
    return (await this.post("modelVersionDetail", { body: { modelVersionId: id } })).result;
  }

  async getEvaluation(id) {
    return (await this.post("eval/detail", { body: { id } })).result;
  }
}

const resolvers = {
  Query: {
    model: (_, { id }, { dataSources }) => dataSources.qianfan.getModel(id),
    modelVersions: (_, { ids }, { dataSources }) =>
      ids.map((id) => dataSources.qianfan.getVersion(id)),
    evaluationTask: (_, { id }, { dataSources }) => dataSources.qianfan.getEvaluation(id),
  },
  Model: renamed.Model,
  ModelVersion: {
    ...renamed.ModelVersion,
    model: (version, _, { dataSources }) => dataSources.qianfan.getModel(version.modelIdStr),
  },
  EvaluationTask: renamed.EvaluationTask,
  EvaluationUnit: {
    ...renamed.EvaluationUnit,
    modelVersion: (unit, _, { dataSources }) => dataSources.qianfan.getVersion(unit.modelVersionId),
    model: (unit, _, { dataSources }) => dataSources.qianfan.getModel(unit.modelId),
  },
};

const server = new ApolloServer({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  context: async () => ({ dataSources: { qianfan: new QianfanAPI({ cache: server.cache }) } }),
  listen: { port: 0, host: "127.0.0.1" },
});
process.send({ url });
