import { z } from "zod";
import { namedValues } from "../../../../src/datasources/qianfan/v1/decoders/version.ts";

/** The decoder of versions as it reads in zod's own types alone, to hold the quick one against. */
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const integer = number.transform((value) =>
  value !== null && (value | 0) === value ? value : null,
);

const digits = z
  .union([z.int().transform(String), z.string().regex(/^-?[0-9]+$/)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const stringId = text.transform((value) => value || null);

const anyId = z
  .union([z.int().transform(String), z.string().min(1)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const texts = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);

const jsonObject = z
  .union([z.record(z.string(), z.unknown()), z.string().transform(parseObject)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const time = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined) return null;
    const instant = typeof value === "number" ? unixTime(value) : textTime(value.trim());
    return instant.getTime() > 0 ? instant : null;
  });

function optional<Shape extends z.ZodType>(shape: Shape) {
  return shape
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

function oneOf<Value extends string>(known: Readonly<Record<string, Value>>) {
  const values = new Map(Object.entries(known));
  return (raw: string | null): Value | "UNKNOWN" | null =>
    raw === null || raw === "" ? null : (values.get(raw) ?? "UNKNOWN");
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null; // documented as JSON, but free text is no reason to lose the rest of the answer
  }
}

// 10^11 seconds is the year 5138: anything larger counts milliseconds.
function unixTime(value: number): Date {
  return new Date(value < 1e11 ? value * 1000 : value);
}

function textTime(value: string): Date {
  if (/^[0-9]+$/.test(value)) return unixTime(Number(value));
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) {
    return new Date(`${value.replace(" ", "T")}+08:00`);
  }
  return new Date(/^\d{4}-\d\d-\d\dT/.test(value) ? value : Number.NaN);
}
const modelVersionState = oneOf({ Creating: "CREATING", Ready: "READY", Fail: "FAILED" });
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

const sourceExtra = z.object({
  trainSourceExtra: optional(
    z.object({
      taskId: digits,
      taskIdStr: stringId,
      taskName: text,
      iterationVersion: integer,
      runId: digits,
      runIdStr: stringId,
      devType: integer,
      modelType: integer,
      templateType: integer,
    }),
  ),
  accelerationSourceExtra: optional(
    z.object({ taskId: digits, taskName: text, sourceModelVersionId: digits }),
  ),
  importModelVersionSourceExtra: optional(z.object({ bucket: text, object: text })),
});

type SourceExtra = z.output<typeof sourceExtra>;

export function origin(sourceType: string | null, extra: SourceExtra | null) {
  switch (sourceType) {
    case "Train":
      return trainOrigin(extra?.trainSourceExtra ?? null);
    case "Acceleration":
      return compressionOrigin(extra?.accelerationSourceExtra ?? null);
    case "Import": {
      const source = extra?.importModelVersionSourceExtra;
      return {
        kind: "import",
        text: sourceType,
        bucket: source?.bucket ?? null,
        object: source?.object ?? null,
      } as const;
    }
    case "PlatformPreset":
      return { kind: "preset", text: sourceType } as const;
    default:
      return null;
  }
}

function trainOrigin(source: SourceExtra["trainSourceExtra"]) {
  const devType = source?.devType ?? null;
  return {
    kind: "train",
    text: "Train",
    trainJobId: source?.taskIdStr ?? source?.taskId ?? null,
    trainJobNumericId: source?.taskId ?? null,
    trainJobName: source?.taskName ?? null,
    trainTaskId: source?.runIdStr ?? source?.runId ?? null,
    trainTaskNumericId: source?.runId ?? null,
    iteration: source?.iterationVersion ?? null,
    trainKind: trainKind(devType === null ? null : String(devType)),
    trainKindCode: devType,
    modelTypeCode: source?.modelType ?? null,
    templateTypeCode: source?.templateType ?? null,
  } as const;
}

function compressionOrigin(source: SourceExtra["accelerationSourceExtra"]) {
  const sourceId = source?.sourceModelVersionId ?? null;
  return {
    kind: "compression",
    text: "Acceleration",
    compressionTaskId: source?.taskId ?? null,
    compressionTaskName: source?.taskName ?? null,
    sourceModelVersion: sourceId === null ? null : { numericId: sourceId },
  } as const;
}

const version = z
  .object({
    modelId: digits,
    modelIdStr: stringId,
    modelName: text,
    modelVersionId: digits,
    modelVersionIdStr: stringId,
    version: text,
    description: text,
    sourceType: text,
    sourceExtra: optional(sourceExtra),
    framework: text,
    algorithm: text,
    modelNet: text,
    state: text,
    ioMode: text,
    ioLength: text,
    copyright: text,
    license: text,
    property: jsonObject,
    createTime: time,
    modifyTime: time,
    deployResource: texts,
    supportOptions: texts,
    trainType: text,
    params: z.unknown().optional(),
  })
  .superRefine((value, context) => {
    if (value.modelVersionIdStr === null && value.modelVersionId === null) {
      context.addIssue({ code: "custom", path: ["modelVersionId"], message: "is missing" });
    }
  })
  .transform((answer) => ({
    id: answer.modelVersionIdStr ?? answer.modelVersionId ?? "",
    numericId: answer.modelVersionId,
    model: owner(answer),
    name: answer.modelName,
    version: answer.version,
    description: answer.description,
    state: modelVersionState(answer.state),
    stateText: answer.state,
    origin: origin(answer.sourceType, answer.sourceExtra),
    originText: answer.sourceType,
    framework: answer.framework,
    algorithm: answer.algorithm,
    network: answer.modelNet,
    ioMode: ioMode(answer.ioMode),
    ioModeText: answer.ioMode,
    ioLength: answer.ioLength,
    tokenLimits: null,
    baseModel: null,
    resourceConfig: null,
    advancedSettings: null,
    compressionSettings: null,
    copyright: answer.copyright,
    license: answer.license,
    properties: namedValues(answer.property),
    trainType: answer.trainType,
    deployTargets: answer.deployResource.map(deployTarget).filter((value) => value !== null),
    deployTargetTexts: answer.deployResource,
    capabilities: answer.supportOptions.map(capability).filter((value) => value !== null),
    capabilityTexts: answer.supportOptions,
    createdAt: answer.createTime,
    updatedAt: answer.modifyTime,
    rawParameters: answer.params,
  }));

const schemas = z.object({ input: jsonObject, output: jsonObject });

const versionDetail = version.transform(({ rawParameters, ...rest }) => ({
  ...rest,
  parameters: optional(schemas).parse(rawParameters),
}));

// Whose they are the model's own answer says.
const versionList = z.array(
  version.transform(({ rawParameters, ...rest }) => ({ ...rest, model: null })),
);

function owner(answer: {
  modelId: string | null;
  modelIdStr: string | null;
  modelName: string | null;
}) {
  const id = answer.modelIdStr ?? undefined;
  const numericId = answer.modelId ?? undefined;
  return id === undefined && numericId === undefined
    ? null
    : { id, numericId, name: answer.modelName };
}

export const PLAIN = {
  versionDetail,
  versionList,
  text,
  number,
  integer,
  digits,
  stringId,
  anyId,
  texts,
  time,
  jsonObject,
};
