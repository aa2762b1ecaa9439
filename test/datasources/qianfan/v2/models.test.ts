import { describe, expect, it } from "vitest";
import { exampleOf, operations } from "./example.ts";

const set = (changes: object = {}) => ({
  ...Object(exampleOf("DescribeModelSet").result),
  ...changes,
});
const version = (changes: object = {}) => ({
  ...Object(exampleOf("DescribeModel").result),
  ...changes,
});
const decodeSet = (changes: object) => operations.modelSet.answer.parse(set(changes));
const decodeVersion = (changes: object) => operations.modelVersion.answer.parse(version(changes));

describe("a model set", () => {
  it("becomes a model whose versions have an id and a name, and what V2 does not know is null", () => {
    const { versions, ...rest } = decodeSet({});
    expect(rest).toMatchInlineSnapshot(`
      {
        "createdAt": 2024-04-12T02:21:07.000Z,
        "creator": null,
        "description": "",
        "id": "am-4kq9trv2xw7b",
        "latestVersion": undefined,
        "name": "客服助手",
        "numericId": null,
        "source": "OWN",
        "sourceText": "UserCreate",
        "tags": [
          "客服",
        ],
        "trainType": null,
        "type": "TEXT_GENERATION",
        "typeCode": null,
        "typeText": "Text2Text",
        "updatedAt": 2024-04-15T08:02:30.000Z,
        "versionCount": 2,
      }
    `);
    expect(versions.map(({ model, ...mention }) => mention)).toMatchInlineSnapshot(`
      [
        {
          "id": "amv-2tbk6wq0rv9s",
          "name": "客服助手",
          "numericId": null,
          "version": "2",
        },
        {
          "id": "amv-8nzc3yh5pd1m",
          "name": "客服助手",
          "numericId": null,
          "version": "1",
        },
      ]
    `);
    expect(versions[0]?.model).toMatchObject(rest);
  });

  it("names its newest version only where there is one version or none", () => {
    expect(decodeSet({}).latestVersion).toBeUndefined();
    const one = decodeSet({ modelIds: ["amv-1"], modelNames: ["1"] });
    expect(one.latestVersion).toBe(one.versions[0]);
    expect(decodeSet({ modelIds: null, modelNames: null }).latestVersion).toBeNull();
  });

  it("does without the members that both mocks of the SDK lack", () => {
    const { labels, modelNames, ...old } = set({ createTime: "0001-01-01T00:00:00Z" });
    const { tags, versions, createdAt } = operations.modelSet.answer.parse(old);
    expect([tags, createdAt]).toEqual([[], null]);
    expect(versions[0]).not.toHaveProperty("version");
  });

  it.each([
    ["大语言模型", "TEXT_GENERATION"],
    ["VioceGeneration", "VOICE_GENERATION"],
    ["Reranker", "RERANKING"],
    ["Hologram", "UNKNOWN"],
    ["", null],
  ])("of the type %j is %s", (modelType, type) => {
    expect(decodeSet({ modelType })).toMatchObject({ type, typeText: modelType || null });
  });

  it.each([
    ["System", "PRESET"],
    ["PlatformPreset", "PRESET"],
    ["UserCreate", "OWN"],
  ])("whose source is %s is %s", (sourceText, source) => {
    expect(decodeSet({ source: sourceText })).toMatchObject({ source, sourceText });
  });

  it("cannot be read without its id", () => {
    expect(operations.modelSet.answer.safeParse(set({ modelSetId: "" })).error?.issues).toEqual([
      expect.objectContaining({ path: ["modelSetId"], message: "is missing" }),
    ]);
  });

  it("of the platform's is preset without saying so, and has no tags", () => {
    const { answer } = operations.systemModelSet;
    const { versions, latestVersion, ...rest } = answer.parse(
      exampleOf("DescribeSystemModelSet").result,
    );
    expect(rest).toMatchObject({ source: "PRESET", sourceText: null, tags: null, versionCount: 1 });
    expect(latestVersion).toMatchObject({ id: "amv-k8npfy0yz90r", name: "ERNIE Lite" });
  });
});

describe("lists of model sets", () => {
  it("have own models without their descriptions, and the marker of the next page", () => {
    const page = operations.customModelSets.answer.parse(
      exampleOf("DescribeCustomModelSets").result,
    );
    expect({ ...page, items: page.items.length }).toEqual({
      items: 1,
      nextMarker: "am-7c2mzn41qk0e",
      isTruncated: true,
    });
    expect(page.items[0]).toMatchObject({ source: "OWN", tags: [], versionCount: 2 });
    expect(page.items[0]).not.toHaveProperty("description");
  });

  it("have preset models without the time they were made", () => {
    const page = operations.systemModelSets.answer.parse(
      exampleOf("DescribeSystemModelSets").result,
    );
    expect(page).toMatchObject({ nextMarker: null, isTruncated: false });
    expect(page.items[0]).toMatchObject({ source: "PRESET", description: "", name: "ERNIE Lite" });
    expect(page.items[0]).not.toHaveProperty("createdAt");
  });

  it("may be null or without paging, and name the item that cannot be read", () => {
    const { answer } = operations.customModelSets;
    const empty = { items: [], nextMarker: null, isTruncated: false };
    expect(answer.parse({ customModelSetList: null })).toEqual(empty);
    const broken = { customModelSetList: [{ modelSetId: "am-1" }, {}] };
    expect(answer.safeParse(broken).error?.issues).toEqual([
      expect.objectContaining({ path: ["customModelSetList", 1, "modelSetId"] }),
    ]);
    expect(answer.safeParse({ customModelSetList: {} }).success).toBe(false);
  });

  it("end where a page says so, even with a marker", () => {
    const pageInfo = { isTruncated: false, nextMarker: "am-1" };
    const page = operations.customModelSets.answer.parse({ customModelSetList: [], pageInfo });
    expect(page.nextMarker).toBeNull();
  });
});

describe("a model of V2", () => {
  it("becomes a version with its base model, its limits and its capabilities", () => {
    expect(decodeVersion({})).toMatchInlineSnapshot(`
      {
        "advancedSettings": null,
        "algorithm": null,
        "baseModel": "ERNIE-Speed-8K",
        "capabilities": [
          "DEPLOY",
          "EVALUATION",
          "COMPRESSION",
        ],
        "capabilityTexts": [
          "Deploy",
          "Evaluation",
          "Acceleration",
        ],
        "compressionSettings": null,
        "copyright": null,
        "createdAt": 2024-04-12T02:21:07.000Z,
        "deployTargetTexts": null,
        "deployTargets": null,
        "description": "首个版本",
        "framework": null,
        "id": "amv-8nzc3yh5pd1m",
        "ioLength": null,
        "ioMode": "CHAT",
        "ioModeText": "chat",
        "license": null,
        "model": {
          "id": "am-4kq9trv2xw7b",
        },
        "network": null,
        "numericId": null,
        "origin": {
          "iteration": null,
          "kind": "train",
          "modelTypeCode": null,
          "templateTypeCode": null,
          "text": "Train",
          "trainJobId": null,
          "trainJobName": null,
          "trainJobNumericId": null,
          "trainKind": null,
          "trainKindCode": null,
          "trainTaskId": "task-3hdv8npz6ycs",
          "trainTaskNumericId": null,
        },
        "originText": "Train",
        "parameters": null,
        "properties": null,
        "resourceConfig": null,
        "state": "READY",
        "stateText": "Ready",
        "tokenLimits": {
          "inputTokens": 7168,
          "others": [],
        },
        "trainType": null,
        "updatedAt": 2024-04-12T02:25:41.000Z,
        "version": "1",
      }
    `);
  });

  it("is read in its form of 2024 too", () => {
    const old = operations.modelVersion.answer.parse(exampleOf("DescribeModel-2024").result);
    expect(old).toMatchObject({
      name: "客服助手",
      model: { id: "am-4kq9trv2xw7b", name: "客服助手" },
      ioMode: "CHAT",
      ioModeText: "chat",
      ioLength: null,
      tokenLimits: null,
      capabilities: ["DEPLOY", "EVALUATION"],
      resourceConfig: { resourceId: "prl-9wd4kx2m" },
      advancedSettings: { weight: "W8A8C4-PTQ", contextLength: 8 },
      compressionSettings: { sparsityRatio: 0.5 },
    });
    expect(decodeVersion({ modelApplicationType: null, ioTokens: "7K+1K" })).toMatchObject({
      ioMode: null,
      ioLength: "7K+1K",
    });
  });

  it("of the platform's has no base model, and its source is inferred", () => {
    const { answer } = operations.systemModelVersion;
    expect(answer.parse(exampleOf("DescribeSystemModel").result)).toMatchObject({
      origin: { kind: "preset", text: "PlatformPreset" },
      baseModel: null,
      tokenLimits: { inputTokens: 126_976, others: [] },
    });
  });

  it.each([
    [
      { sourceType: "Train", trainTaskId: "task-1" },
      { kind: "train", trainTaskId: "task-1" },
    ],
    [{ sourceType: "Train" }, { kind: "train", trainTaskId: null }],
    [
      { sourceType: "Acceleration", nobodyKnows: "amva-1" },
      { kind: "compression", compressionTaskId: "amva-1" },
    ],
    [{ sourceType: "Acceleration" }, { kind: "compression", compressionTaskId: null }],
    [
      { sourceType: "Import", nobodyKnows: "bos:/my-bucket/models/lm" },
      { kind: "import", bucket: "my-bucket", object: "models/lm" },
    ],
    [{ sourceType: "Import" }, { kind: "import", bucket: null, object: null }],
    [{ sourceType: "PlatformPreset" }, { kind: "preset" }],
  ])("from %j has that origin", (sourceInfo, expected) => {
    expect(decodeVersion({ sourceInfo }).origin).toMatchObject(expected);
  });

  it("from a source added since has none", () => {
    const sourceInfo = { sourceType: "Dreamt" };
    expect(decodeVersion({ sourceInfo })).toMatchObject({ origin: null, originText: "Dreamt" });
    expect(decodeVersion({ sourceInfo: null })).toMatchObject({ origin: null, originText: null });
  });

  it("of a reranker has limits whose names nobody has read", () => {
    const tokenLimitations = { reranker: { queryTokens: 512 } };
    expect(decodeVersion({ modelApplicationType: "reranker", tokenLimitations })).toMatchObject({
      ioMode: "RERANKING",
      tokenLimits: { inputTokens: null, others: [{ name: "queryTokens", value: "512" }] },
    });
  });

  it("tells nothing of capabilities where none of the three members is there", () => {
    const { isSupportDeploy, isSupportModelComp, isSupportEvaluation, ...rest } = version();
    expect(operations.modelVersion.answer.parse(rest)).toMatchObject({
      capabilities: null,
      capabilityTexts: null,
    });
    const none = { isSupportDeploy: false, isSupportModelComp: null, isSupportEvaluation: null };
    expect(decodeVersion(none).capabilities).toEqual([]);
  });
});

describe("what publishing answers", () => {
  it.each([{ modelSetId: "am-1" }, "am-1"])("is the new model's id: %j", (result) => {
    expect(operations.createModelSet.answer.parse(result)).toEqual({ id: "am-1" });
  });

  it("is the new version's id, in an object or alone", () => {
    const { answer } = operations.createModel;
    expect(answer.parse(exampleOf("CreateCustomModel").result)).toEqual({
      model: { id: "am-4kq9trv2xw7b" },
      modelVersion: { id: "amv-8nzc3yh5pd1m" },
    });
    expect(answer.parse("amv-1")).toEqual({ model: null, modelVersion: { id: "amv-1" } });
  });

  it.each([{}, "", null, 5])("cannot be %j", (result) => {
    expect(operations.createModelSet.answer.safeParse(result).success).toBe(false);
    expect(operations.createModel.answer.safeParse(result).success).toBe(false);
  });
});
