import { readFileSync } from "node:fs";

/**
 * What the stub knows: any number of models, versions and evaluations, each a function of its id, in
 * bodies shaped as Qianfan's.
 */
const EXAMPLES = new URL("../../test/fixtures/examples/", import.meta.url);
const example = (name) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), "utf8")).response.result;
const MODEL = example("v1-modelDetail");
const [VERSION] = MODEL.modelVersionList;
const { params: PARAMS } = example("v1-modelVersionDetail");
const EVALUATION = example("v1-eval-detail");
const [UNIT] = EVALUATION.evalUnits;

/** How many versions the models of each size have. */
export const SIZES = [1, 2, 4, 10, 20, 100, 1000, 10_000];
const MODELS_OF_A_SIZE = 100_000;
const VERSIONS_OF_A_MODEL = 20_000;
const FIRST_DAY = Date.parse("2024-01-01T00:00:00+08:00");

/** The integer of the n-th model of a size. */
export const modelOf = (versions, n) => SIZES.indexOf(versions) * MODELS_OF_A_SIZE + n + 1;
export const versionOf = (model, index) => model * VERSIONS_OF_A_MODEL + index + 1;
export const evaluationOf = (n) => n + 1;
export const modelIdOf = (model) => `am-m${model}`;
export const versionIdOf = (version) => `amv-v${version}`;
export const evaluationIdOf = (evaluation) => `ame-e${evaluation}`;

/** The integer in either form of an id. */
export const integerOf = (id) => (typeof id === "number" ? id : Number(/[0-9]+$/.exec(id)?.[0]));

const modelOfVersion = (version) => Math.floor((version - 1) / VERSIONS_OF_A_MODEL);
const sizeOf = (model) => SIZES[Math.floor((model - 1) / MODELS_OF_A_SIZE)] ?? 0;
const nameOf = (model) => `${MODEL.modelName} ${model}`;
const instant = (days) =>
  `${new Date(FIRST_DAY + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

function versionBody(version) {
  const model = modelOfVersion(version);
  const index = (version - 1) % VERSIONS_OF_A_MODEL;
  return {
    ...VERSION,
    modelId: model,
    modelIdStr: modelIdOf(model),
    modelName: nameOf(model),
    modelVersionId: version,
    modelVersionIdStr: versionIdOf(version),
    version: String(index + 1),
    description: `version ${index + 1}`,
    createTime: instant(index / 24),
    modifyTime: instant(index / 24),
  };
}

export function modelDetail(model) {
  const versions = Array.from({ length: sizeOf(model) }, (_, index) => versionOf(model, index));
  return {
    ...MODEL,
    modelId: model,
    modelIdStr: modelIdOf(model),
    modelName: nameOf(model),
    description: `the model ${model}`,
    modelVersionList: versions.reverse().map(versionBody), // newest first
  };
}

export const modelVersionDetail = (version) => ({ ...versionBody(version), params: PARAMS });

/** An evaluation of 20 versions, four of each of five models; over, unless it is told how far it is. */
export function evaluationDetail(
  evaluation,
  { state, message } = { state: EVALUATION.state, message: UNIT.message },
) {
  const units = Array.from({ length: 20 }, (_, index) => {
    const model = modelOf(4, (evaluation * 5 + (index % 5)) % MODELS_OF_A_SIZE);
    return {
      ...UNIT,
      message,
      modelId: model,
      modelIdStr: modelIdOf(model),
      modelName: nameOf(model),
      modelVersionId: versionOf(model, Math.floor(index / 5)),
      modelVersionIdStr: versionIdOf(versionOf(model, Math.floor(index / 5))),
      modelVersion: String(Math.floor(index / 5) + 1),
      modelVersionDesc: `version ${Math.floor(index / 5) + 1}`,
    };
  });
  return {
    ...EVALUATION,
    evaluationId: evaluation,
    evaluationIdStr: evaluationIdOf(evaluation),
    name: `${EVALUATION.name} ${evaluation}`,
    state,
    evalUnits: units,
  };
}
