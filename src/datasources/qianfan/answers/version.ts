import type { ModelRef } from "../../records.ts";
import { OnDemandParser } from "../json-on-demand.ts";
import { type Members, missing, objectRead, oneOf, read } from "./lenient.ts";
import { onDemand } from "./on-demand.ts";
import type { Faults } from "./transform.ts";

export const modelVersionState = oneOf({ Creating: "CREATING", Ready: "READY", Fail: "FAILED" });
const ioMode = oneOf({ chat: "CHAT", completion: "COMPLETION" });
const deployTarget = oneOf({ Public: "PUBLIC_POOL", Private: "PRIVATE_POOL" });
const capability = oneOf({
  Deploy: "DEPLOY",
  Evaluation: "EVALUATION",
  Acceleration: "COMPRESSION",
});
const trainKind = oneOf({
  "1": "FINE_TUNING",
  "2": "REWARD_MODEL",
  "3": "REINFORCEMENT_LEARNING",
});

/** Where a version came from; told apart by `kind`. */
export type OriginRecord = NonNullable<ReturnType<typeof origin>>;

export function origin(sourceType: string | null, extra: Members) {
  switch (sourceType) {
    case "Train":
      return trainOrigin(read.object(extra.trainSourceExtra) ?? {});
    case "Acceleration":
      return compressionOrigin(read.object(extra.accelerationSourceExtra) ?? {});
    case "Import": {
      const source = read.object(extra.importModelVersionSourceExtra) ?? {};
      return {
        kind: "import",
        text: sourceType,
        bucket: read.text(source.bucket),
        object: read.text(source.object),
      } as const;
    }
    case "PlatformPreset":
      return { kind: "preset", text: sourceType } as const;
    default:
      return null;
  }
}

function trainOrigin(source: Members) {
  const devType = read.integer(source.devType);
  const [jobNumber, taskNumber] = [read.digits(source.taskId), read.digits(source.runId)];
  return {
    kind: "train",
    text: "Train",
    trainJobId: read.stringId(source.taskIdStr) ?? jobNumber,
    trainJobNumericId: jobNumber,
    trainJobName: read.text(source.taskName),
    trainTaskId: read.stringId(source.runIdStr) ?? taskNumber,
    trainTaskNumericId: taskNumber,
    iteration: read.integer(source.iterationVersion),
    trainKind: trainKind(devType === null ? null : String(devType)),
    trainKindCode: devType,
    modelTypeCode: read.integer(source.modelType),
    templateTypeCode: read.integer(source.templateType),
  } as const;
}

function compressionOrigin(source: Members) {
  const sourceId = read.digits(source.sourceModelVersionId);
  return {
    kind: "compression",
    text: "Acceleration",
    compressionTaskId: read.digits(source.taskId),
    compressionTaskName: read.text(source.taskName),
    sourceModelVersion: sourceId === null ? null : { numericId: sourceId },
  } as const;
}

/** The members of a version in modelDetail's list. */
export const VERSION_MEMBERS = [
  "modelId",
  "modelIdStr",
  "modelName",
  "modelVersionId",
  "modelVersionIdStr",
  "version",
  "description",
  "sourceType",
  "sourceExtra",
  "framework",
  "algorithm",
  "modelNet",
  "state",
  "ioMode",
  "ioLength",
  "copyright",
  "license",
  "property",
  "createTime",
  "modifyTime",
  "deployResource",
  "supportOptions",
  "trainType",
] as const;

const DETAIL_MEMBERS = [...VERSION_MEMBERS, "params"] as const;

type Answer = Readonly<Partial<Record<(typeof DETAIL_MEMBERS)[number], unknown>>>;

/** What modelDetail's list and modelVersionDetail both tell of a version. */
const TOLD = {
  name: (answer: Answer) => read.text(answer.modelName),
  version: (answer: Answer) => read.text(answer.version),
  description: (answer: Answer) => read.text(answer.description),
  state: (answer: Answer) => modelVersionState(read.text(answer.state)),
  stateText: (answer: Answer) => read.text(answer.state),
  origin: (answer: Answer) =>
    origin(read.text(answer.sourceType), read.object(answer.sourceExtra) ?? {}),
  originText: (answer: Answer) => read.text(answer.sourceType),
  framework: (answer: Answer) => read.text(answer.framework),
  algorithm: (answer: Answer) => read.text(answer.algorithm),
  network: (answer: Answer) => read.text(answer.modelNet),
  ioMode: (answer: Answer) => ioMode(read.text(answer.ioMode)),
  ioModeText: (answer: Answer) => read.text(answer.ioMode),
  ioLength: (answer: Answer) => read.text(answer.ioLength),
  copyright: (answer: Answer) => read.text(answer.copyright),
  license: (answer: Answer) => read.text(answer.license),
  properties: (answer: Answer) => namedValues(read.jsonObject(answer.property)),
  trainType: (answer: Answer) => read.text(answer.trainType),
  deployTargets: (answer: Answer) =>
    read.texts(answer.deployResource).map(deployTarget).filter(isPresent),
  deployTargetTexts: (answer: Answer) => read.texts(answer.deployResource),
  capabilities: (answer: Answer) =>
    read.texts(answer.supportOptions).map(capability).filter(isPresent),
  capabilityTexts: (answer: Answer) => read.texts(answer.supportOptions),
  updatedAt: (answer: Answer) => read.time(answer.modifyTime),
};

/** A version as modelDetail tells of it, among thousands maybe. */
export class VersionSummary extends onDemand({
  ...TOLD,
  numericId: (answer: Answer) => read.digits(answer.modelVersionId),
}) {
  id: string;
  model: ModelRef | null = null;
  /** Read at once: which is newer depends on it. */
  readonly createdAt: Date | null;

  constructor(answer: Answer, faults: Faults) {
    super(answer);
    this.id = idOf(answer, faults);
    this.createdAt = read.time(answer.createTime);
  }
}

/** A version as modelVersionDetail tells of it, which alone tells its parameters. */
class VersionDetail extends onDemand({
  ...TOLD,
  createdAt: (answer: Answer) => read.time(answer.createTime),
  parameters: (answer: Answer) => parameters(read.object(answer.params)),
}) {
  id: string;
  numericId: string | null;
  model: ModelRef | null;

  constructor(answer: Answer, faults: Faults) {
    super(answer);
    this.id = idOf(answer, faults);
    this.numericId = read.digits(answer.modelVersionId);
    this.model = owner(answer);
  }
}

const detailParser = new OnDemandParser(["result"], DETAIL_MEMBERS);

/** The JSON of modelVersionDetail's answer. */
export const parseVersion = (json: Buffer): unknown => detailParser.parse(json);

export const versionDetail = objectRead((answer, faults) => new VersionDetail(answer, faults));

function idOf(answer: Answer, faults: Faults): string {
  const id = read.stringId(answer.modelVersionIdStr) ?? read.digits(answer.modelVersionId);
  if (id === null) missing("modelVersionId", faults);
  return id ?? "";
}

function parameters(answer: Members | null) {
  return answer && { input: read.jsonObject(answer.input), output: read.jsonObject(answer.output) };
}

/** A free-form object, typed: texts as they are, anything else as JSON. */
export function namedValues(object: Readonly<Record<string, unknown>> | null) {
  return Object.entries(object ?? {}).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

export function isPresent<Value>(value: Value | null): value is Value {
  return value !== null;
}

function owner(answer: Answer): ModelRef | null {
  const id = read.stringId(answer.modelIdStr) ?? undefined;
  const numericId = read.digits(answer.modelId) ?? undefined;
  return id === undefined && numericId === undefined
    ? null
    : { id, numericId, name: read.text(answer.modelName) };
}
