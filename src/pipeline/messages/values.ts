import type { Message } from "./translate.ts";

const VARIABLE = /^Variable "(.+?)" got invalid value (.*?)(?: at "([^"]*)")?; (.+)$/s;

/** What graphql says of values: of literals, of variables, of arguments, of what comes out. */
export const VALUE_MESSAGES: readonly Message[] = [
  [
    VARIABLE,
    ([name = "", given = "", path = "", reason = ""], translated) => {
      const inner = translated(reason);
      if (inner === null) return null;
      const place = path ? `（位于“${path}”）` : "";
      return `变量“${name}”的值 ${given}${place}无效：${inner}`;
    },
  ],
  [/^Expected value of type "(.+?)", found (.+?)\.$/s, "需要类型为“$1”的值，但得到 $2。"],
  [
    /^Expected value of type "(.+?)", found (.+?); (.+)$/s,
    ([type = "", found = "", reason = ""], translated) => {
      const inner = translated(reason);
      return inner && `需要类型为“${type}”的值，但得到 ${found}：${inner}`;
    },
  ],
  [
    /^Expected type "(.+?)"\. (.+)$/s,
    ([type = "", reason = ""], translated) => {
      const inner = translated(reason);
      return inner && `需要类型“${type}”：${inner}`;
    },
  ],
  [/^Expected type "(.+?)"\.$/, "需要类型“$1”。"],
  [/^Expected type "(.+?)" to be an object\.$/, "类型“$1”的值必须是对象。"],
  [/^Expected non-nullable type "(.+?)" not to be null\.$/, "类型“$1”的值不能为空。"],
  [
    /^Field "(.+?)" of required type "(.+?)" was not provided\.$/,
    "缺少必需的字段“$1”（类型“$2”）。",
  ],
  [/^Field "(.+?)" is not defined by type "(.+?)"\.$/, "类型“$2”没有字段“$1”。"],
  [/^Field "(.+?)" must be non-null\.$/, "字段“$1”不能为空。"],
  [
    /^(?:Exactly one key must be specified for OneOf type|OneOf Input Object) "(.+?)"(?: must specify exactly one key)?\.$/,
    "互斥输入对象“$1”必须且只能给出一个字段。",
  ],
  [
    /^Variable "(.+?)" of required type "(.+?)" was not provided\.$/,
    "缺少必需的变量“$1”（类型“$2”）。",
  ],
  [
    /^Variable "(.+?)" of non-null type "(.+?)" must not be null\.$/,
    "变量“$1”（类型“$2”）不能为空。",
  ],
  [
    /^Variable "(.+?)" expected value of type "(.+?)" which cannot be used as an input type\.$/,
    "变量“$1”的类型“$2”不能用作输入类型。",
  ],
  [
    /^Too many errors processing variables, error limit reached\. Execution aborted\.$/,
    "变量错误过多，已停止处理。",
  ],
  [
    /^Argument "(.+?)" of required type "(.+?)" was not provided\.$/,
    "缺少必需的参数“$1”（类型“$2”）。",
  ],
  [
    /^Argument "(.+?)" of required type "(.+?)" was provided the variable "(.+?)" which was not provided a runtime value\.$/,
    "必需的参数“$1”（类型“$2”）使用了变量“$3”，但该变量没有值。",
  ],
  [
    /^Argument "(.+?)" of non-null type "(.+?)" must not be null\.$/,
    "参数“$1”（类型“$2”）不能为空。",
  ],
  [/^Argument "(.+?)" has invalid value (.+)\.$/s, "参数“$1”的值 $2 无效。"],
  [/^Int cannot represent non-integer value: (.+)$/s, "整数类型 Int 不能表示 $1。"],
  [
    /^Int cannot represent non 32-bit signed integer value: (.+)$/s,
    "整数类型 Int 只能表示 32 位有符号整数，不能表示 $1。",
  ],
  [/^Float cannot represent non numeric value: (.+)$/s, "数值类型 Float 不能表示 $1。"],
  [/^String cannot represent a non string value: (.+)$/s, "文本类型 String 不能表示 $1。"],
  [/^Boolean cannot represent a non boolean value: (.+)$/s, "布尔类型 Boolean 不能表示 $1。"],
  [
    /^ID cannot represent (?:a non-string and non-integer )?value: (.+)$/s,
    "标识类型 ID 不能表示 $1。",
  ],
  [/^JSONObject cannot represent non-object value: (.+)$/s, "对象类型 JSONObject 不能表示 $1。"],
  [
    /^Enum "(.+?)" cannot represent (?:non-enum|non-string) value: (.+?)\.$/s,
    "枚举“$1”不能表示 $2。",
  ],
  [/^Value "(.+?)" does not exist in "(.+?)" enum\.$/, "枚举“$2”没有值“$1”。"],
  [/^Value "(.+?)" of the enum "(.+?)" is for outputs only\.$/, "枚举“$2”的值“$1”仅用于输出。"],
  [
    /^Value "(.+?)" of the enum "(.+?)" is for outputs only; allowed: (.+)\.$/,
    "枚举“$2”的值“$1”仅用于输出；应为：$3。",
  ],
  [/^Cannot return null for non-nullable field (.+)\.$/, "不可为空的字段 $1 没有值。"],
];
