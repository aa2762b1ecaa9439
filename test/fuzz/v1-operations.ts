/** One of V1's operations: a request it takes, and a document that reads all of its answer. */
export interface Read {
  readonly operation: string;
  readonly request: object;
  readonly document: string;
}

const VERSION = `id numericId name version description state stateText framework algorithm network ioMode
  ioLength copyright license trainType createdAt updatedAt deployTargets deployTargetTexts capabilities
  properties { name value } origin { __typename
    ... on TrainOrigin { trainJobId trainTaskId iteration trainKind }
    ... on CompressionOrigin { compressionTaskId sourceModelVersion { numericId } }
    ... on ImportOrigin { bucket object } }`;

const EXPORT = `id numericId state stateText isFinal destination bucket path downloadUrl
  evaluationTask { numericId }`;

const PUBLISH = `input: { modelName: "新模型", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" }`;

const EVALUATE = `input: { name: "评估", datasetId: "ds-jm4t9wq27bxk1c5e", rule: { scoreModes: [SIMILARITY] },
  versions: [{ modelVersionId: "amv-8nzc3yh5pd1m" }] }`;

const deletions = (id: string) => `deletions { ${id} outcome } userErrors { code field message }`;

/** Reads first: the writes change what there is. */
export const V1_OPERATIONS: readonly Read[] = [
  {
    operation: "modelDetail",
    request: { modelId: "am-4kq9trv2xw7b" },
    document: `{ target: model(id: "am-4kq9trv2xw7b") { id numericId name description source type trainType
      creator { userId name } createdAt updatedAt versionCount latestVersion { id } versions { ${VERSION} } } }`,
  },
  {
    operation: "modelVersionDetail",
    request: { modelVersionId: "amv-8nzc3yh5pd1m" },
    document: `{ target: modelVersion(id: "amv-8nzc3yh5pd1m") { ${VERSION} parameters { input output } } }`,
  },
  {
    operation: "eval/detail",
    request: { id: "ame-5wz1kd8qh3vn" },
    document: `{ target: evaluationTask(id: "ame-5wz1kd8qh3vn") { id numericId name description state isFinal
      dataset { datasetId numericId name } compute { vmType vmCount resourceId cpu memory }
      standard { modes modesText rule { scoreModes scoreModeTexts stopWordsPath }
        judge { applicationId apiName apiUrl prompt { templateName templateContent metric steps minScore maxScore } }
        manual { blind scenario dimensions { name description minScore maxScore key formChecked } } }
      units { unitId state message modelName version versionDescription originText tags promptTemplate
        inferenceDataset { datasetId name state stateText errorMessage bucket path } }
      resultDataset { datasetId numericId name projectType importStatus releaseStatus } } }`,
  },
  {
    operation: "eval/report",
    request: { id: "ame-5wz1kd8qh3vn" },
    document: `{ target: evaluationTask(id: "ame-5wz1kd8qh3vn") { report { entryId unitId modelName version originText
      modes modesText evaluationName evaluationNumericId evaluationJobId userId projectId
      rule { accuracy f1Score rouge1 rouge2 rougeL bleu4 editDistance embeddingDistance }
      judge { average standardDeviation median unscored scoreDistribution { score count } }
      manual { average goodCaseProportion subjectiveImpression dimensions { dimension unscored scoreDistribution { score count } } }
      inferenceDataset { datasetId name } otherMetrics { name value } performance { name value } } } }`,
  },
  {
    operation: "model/user/list",
    request: { pageNo: 1, pageSize: 20 },
    document: `{ target: models(first: 20) { totalCount nodes { id numericId name source type tags createdAt
      versionCount trainType latestVersion { id version state origin { __typename } } } } }`,
  },
  {
    operation: "model/preset/list",
    request: { pageNo: 1, pageSize: 20 },
    document: `{ target: models(scope: PRESET, first: 20) { totalCount nodes { id name latestVersion { id version } } } }`,
  },
  {
    operation: "eval/model/list",
    request: {},
    document: `{ target: evaluableModels { model { id name source type trainType }
      versions { id numericId version originText framework algorithm network trainType description } } }`,
  },
  {
    operation: "eval/result/list",
    request: { id: "ame-5wz1kd8qh3vn", pageNo: 1, pageSize: 5 },
    document: `{ target: evaluationTask(id: "ame-5wz1kd8qh3vn") { results(first: 5) { totalCount nodes {
      resultId prompt prediction completion bleu4 rouge1 rouge2 rougeL judgeScore raw } } } }`,
  },
  {
    operation: "eval/result/export/info",
    request: { exportID: "amemt-6hq1zk3vw8tb" },
    document: `{ target: evaluationResultExport(id: "amemt-6hq1zk3vw8tb") { ${EXPORT} } }`,
  },
  {
    operation: "eval/result/export",
    request: {
      id: "ame-5wz1kd8qh3vn",
      exportType: "local",
      exportOpt: "total",
      exportContent: ["metrics"],
    },
    document: `mutation { target: exportEvaluationResults(input: { evaluationTaskId: "ame-5wz1kd8qh3vn" }) {
      evaluationResultExport { id numericId } userErrors { code } } }`,
  },
  {
    operation: "publishTrainModel",
    request: {
      isNewModel: true,
      modelName: "新模型",
      versionMeta: { taskId: "job-7xk2mwq9rtba", iterationId: "task-9wm4qz7xk2bt" },
    },
    document: `mutation { target: publishModel(${PUBLISH}) { model { id } modelVersion { id version } userErrors { code } } }`,
  },
  {
    operation: "eval/create",
    request: {
      name: "评估",
      versionEvalInfo: [{ modelVersionId: "amv-8nzc3yh5pd1m" }],
      datasetId: "ds-jm4t9wq27bxk1c5e",
      evalStandardConf: { evalMode: "rule", scoreModes: ["similarity"] },
    },
    document: `mutation { target: createEvaluationTask(${EVALUATE}) { evaluationTask { id numericId } userErrors { code } } }`,
  },
  {
    operation: "eval/cancel",
    request: { id: "ame-h9z1bgznokkg" },
    document: `mutation { target: stopEvaluationTask(id: "ame-h9z1bgznokkg") { evaluationTask { id } userErrors { code message } } }`,
  },
  {
    operation: "eval/delete",
    request: { evalIds: ["ame-odjp5zzzfrtk"] },
    document: `mutation { target: deleteEvaluationTasks(ids: ["ame-odjp5zzzfrtk"]) { ${deletions("evaluationTaskId")} } }`,
  },
  {
    operation: "model/version/batchDelete",
    request: { modelVersionIds: ["amv-l0tidl1ryy1v"] },
    document: `mutation { target: deleteModelVersions(ids: ["amv-l0tidl1ryy1v"]) { ${deletions("modelVersionId")} } }`,
  },
  {
    operation: "model/batchDelete",
    request: { modelIDs: ["am-dtrz534qrq3k"] },
    document: `mutation { target: deleteModels(ids: ["am-dtrz534qrq3k"]) { ${deletions("modelId")} } }`,
  },
];
