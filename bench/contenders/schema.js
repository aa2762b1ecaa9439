/** The part of the schema that the workloads ask for, as each hand-written contender would declare it. */
export const typeDefs = /* GraphQL */ `
  type Query {
    model(id: ID!): Model
    modelVersions(ids: [ID!]!): [ModelVersion]!
    evaluationTask(id: ID!): EvaluationTask
  }
  type Model {
    id: ID!
    name: String
    description: String
    trainType: String
    sourceText: String
    versions: [ModelVersion!]!
  }
  type ModelVersion {
    id: ID!
    version: String
    description: String
    stateText: String
    framework: String
    algorithm: String
    network: String
    trainType: String
    model: Model
  }
  type EvaluationTask {
    id: ID!
    name: String
    description: String
    stateText: String
    units: [EvaluationUnit!]!
  }
  type EvaluationUnit {
    state: String
    version: String
    modelVersion: ModelVersion
    model: Model
  }
`;

/** The fields that are named otherwise upstream. */
export const renamed = {
  Model: {
    id: (model) => model.modelIdStr,
    name: (model) => model.modelName,
    sourceText: (model) => model.source,
    versions: (model) => model.modelVersionList,
  },
  ModelVersion: {
    id: (version) => version.modelVersionIdStr,
    stateText: (version) => version.state,
    network: (version) => version.modelNet,
  },
  EvaluationTask: {
    id: (task) => task.evaluationIdStr,
    stateText: (task) => task.state,
    units: (task) => task.evalUnits,
  },
  EvaluationUnit: {
    version: (unit) => unit.modelVersion,
  },
};
