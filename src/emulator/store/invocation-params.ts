/** Schema-like descriptions of what a version takes and gives when it is called. */
export interface VersionParams {
  readonly input: ParamObject;
  readonly output: ParamObject;
}

interface Param {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly default?: string | number | boolean;
  readonly description: string;
}

interface ParamObject {
  readonly type: "object";
  readonly required: readonly string[];
  readonly description?: string;
  readonly properties: Readonly<Record<string, Param | ParamObject | ParamArray>>;
}

interface ParamArray {
  readonly type: "array";
  readonly items: ParamObject;
}

const TOTAL_TOKENS: Param = {
  name: "total_tokens",
  type: "integer",
  format: "int32",
  description: "",
};

const USAGE: ParamObject = {
  type: "object",
  required: [],
  description: "",
  properties: { total_tokens: TOTAL_TOKENS },
};

const MESSAGE: ParamObject = {
  type: "object",
  required: ["role", "content"],
  properties: {
    role: { name: "role", type: "string", default: "user", description: "user / assistant" },
    content: { name: "content", type: "string", description: "对话内容" },
  },
};

export const TEXT_PARAMS: VersionParams = {
  input: {
    type: "object",
    required: ["messages"],
    properties: {
      messages: { type: "array", items: MESSAGE },
      stream: { name: "stream", type: "boolean", description: "默认false" },
      temperature: {
        name: "temperature",
        type: "number",
        format: "float",
        description: "(0, 1.0]",
      },
    },
  },
  output: {
    type: "object",
    required: [],
    properties: {
      id: { name: "id", type: "string", description: "" },
      result: { name: "result", type: "string", description: "" },
      usage: USAGE,
    },
  },
};

export const IMAGE_PARAMS: VersionParams = {
  input: {
    type: "object",
    required: ["prompt"],
    properties: {
      prompt: { name: "prompt", type: "string", description: "画面描述" },
      size: { name: "size", type: "string", default: "1024x1024", description: "图片尺寸" },
      n: { name: "n", type: "integer", format: "int32", default: 1, description: "图片数量" },
    },
  },
  output: {
    type: "object",
    required: [],
    properties: {
      id: { name: "id", type: "string", description: "" },
      b64_image: { name: "b64_image", type: "string", description: "" },
      usage: USAGE,
    },
  },
};
