import * as data from "./upstream/data.js";

const MODEL = `query ($id: ID!) { model(id: $id) { id name versions { id version description stateText framework model { name } } } }`;
const LONG_MODEL = `query ($id: ID!) { model(id: $id) { id name versions { id version description stateText framework } } }`;
const EVALUATION = `query ($id: ID!) { evaluationTask(id: $id) { id name stateText units { state modelVersion { id version stateText framework } model { id name description } } } }`;
const VERSIONS = `query ($ids: [ID!]!) { modelVersions(ids: $ids) { id version stateText framework } }`;

const series = (length, make) => () => Array.from({ length }, (_, n) => request(...make(n)));
const request = (query, variables = {}) => ({
  query,
  variables,
  body: JSON.stringify({ query, variables }),
});
const modelId = (versions, n) => ({ id: data.modelIdOf(data.modelOf(versions, n)) });
const evaluations = series(256, (n) => [
  EVALUATION,
  { id: data.evaluationIdOf(data.evaluationOf(n)) },
]);

// 50 ids, of which 10 stand twice: 40 versions of 37 models.
const fiftyIds = (n) => {
  const models = Array.from({ length: 37 }, (_, i) => data.modelOf(2, n * 37 + i));
  const versions = models.flatMap((model, i) =>
    Array.from({ length: i < 3 ? 2 : 1 }, (_, place) => data.versionOf(model, place)),
  );
  return [...versions, ...versions.slice(0, 10)].map(data.versionIdOf);
};

const bareModel =
  (withOwner) =>
  async (rest, { id }) => {
    const model = await rest.model(id);
    return {
      model: {
        id: model.modelIdStr,
        name: model.modelName,
        versions: model.modelVersionList.map((version) => ({
          id: version.modelVersionIdStr,
          version: version.version,
          description: version.description,
          stateText: version.state,
          framework: version.framework,
          ...(withOwner ? { model: { name: model.modelName } } : {}),
        })),
      },
    };
  };

const bareEvaluation = async (rest, { id }) => {
  const task = await rest.evaluation(id);
  const ids = [...new Set(task.evalUnits.map(({ modelId }) => modelId))];
  const models = new Map(
    await Promise.all(ids.map(async (modelId) => [modelId, await rest.model(modelId)])),
  );
  return {
    evaluationTask: {
      id: task.evaluationIdStr,
      name: task.name,
      stateText: task.state,
      units: task.evalUnits.map((unit) => {
        const model = models.get(unit.modelId);
        const version = model.modelVersionList.find(
          ({ modelVersionId }) => modelVersionId === unit.modelVersionId,
        );
        return {
          state: unit.state,
          modelVersion: {
            id: version.modelVersionIdStr,
            version: version.version,
            stateText: version.state,
            framework: version.framework,
          },
          model: { id: model.modelIdStr, name: model.modelName, description: model.description },
        };
      }),
    },
  };
};

const bareVersions = async (rest, { ids }) => {
  const reads = new Map();
  for (const id of ids) if (!reads.has(id)) reads.set(id, rest.version(id));
  const versions = await Promise.all(ids.map((id) => reads.get(id)));
  return {
    modelVersions: versions.map((version) => ({
      id: version.modelVersionIdStr,
      version: version.version,
      stateText: version.state,
      framework: version.framework,
    })),
  };
};

/** A thousand documents that no two clients share: other fields, other aliases, other depth. */
function mixture() {
  const fields = ["id", "version", "description", "stateText", "framework", "algorithm", "network"];
  return Array.from({ length: 1000 }, (_, n) => {
    const chosen = fields.filter((_, bit) => ((n % 127) + 1) & (1 << bit));
    const named = chosen.map((field, i) => (i % 2 ? `f${n}_${field}: ${field}` : field)).join(" ");
    const id = data.modelIdOf(data.modelOf(20, n % 256));
    return request(
      n % 2
        ? `query Q${n} { model(id: "${id}") { name versions { ${named} } } }`
        : `query Q${n}($id: ID!) { m: model(id: $id) { id trainType versions { ${named} model { name } } } }`,
      n % 2 ? {} : { id },
    );
  });
}

/** What is asked, by how many clients at once, and how long the stub takes over an answer. */
export const WORKLOADS = {
  W1: {
    title: "`{ __typename }`",
    latencyMs: 0,
    clients: 32,
    requests: series(1, () => ["{ __typename }"]),
    bare: async () => ({ __typename: "Query" }),
  },
  W2: {
    title: "a model, 20 versions, `model { name }` in each",
    latencyMs: 0,
    clients: 32,
    requests: series(256, (n) => [MODEL, modelId(20, n)]),
    bare: bareModel(true),
  },
  W3: {
    title: "an evaluation, 20 units, version and model of each (5 models)",
    latencyMs: 0,
    clients: 32,
    requests: evaluations,
    bare: bareEvaluation,
  },
  W4: {
    title: "50 versions by id, 10 repeated",
    latencyMs: 0,
    clients: 32,
    requests: series(64, (n) => [VERSIONS, { ids: fiftyIds(n) }]),
    bare: bareVersions,
  },
  W5: {
    title: "W3 at 20 ms upstream, 64 clients",
    latencyMs: 20,
    clients: 64,
    requests: evaluations,
    bare: bareEvaluation,
  },
  W6: {
    title: "one model with 1,000 versions, 8 clients",
    latencyMs: 0,
    clients: 8,
    requests: series(1, () => [LONG_MODEL, modelId(1000, 0)]),
    bare: bareModel(false),
  },
  W6b: {
    title: "a different model with 1,000 versions each time, 8 clients",
    latencyMs: 0,
    clients: 8,
    requests: series(16, (n) => [LONG_MODEL, modelId(1000, n)]),
    bare: bareModel(false),
  },
  W7: {
    title: "bursts of 64 identical W2 at 20 ms",
    latencyMs: 20,
    clients: 64,
    bursts: true,
    requests: series(256, (n) => [MODEL, modelId(20, n)]),
    bare: bareModel(true),
  },
  W8: {
    title: "W3 by one client at 20 ms: p50",
    latencyMs: 20,
    clients: 1,
    requests: evaluations,
    bare: bareEvaluation,
  },
  mix: {
    title: "1,000 different documents, each a model with 20 versions",
    latencyMs: 0,
    clients: 32,
    requests: mixture,
    bare: null,
  },
};

// For growth alone: a model with ever more versions.
for (const [versions, models] of [
  [10, 64],
  [100, 32],
  [1000, 16],
  [10_000, 4],
]) {
  Object.defineProperty(WORKLOADS, `V${versions}`, {
    value: {
      title: `a model with ${versions} versions, 8 clients`,
      latencyMs: 0,
      clients: 8,
      requests: series(models, (n) => [LONG_MODEL, modelId(versions, n)]),
    },
  });
}
