import type { Message } from "./translate.ts";

const CONFLICT =
  /^Fields "(.*?)" conflict because (.*)\. Use different aliases on the fields to fetch both if this was intentional\.$/s;

/** Why two fields of one name cannot be merged. */
function reasonInChinese(reason: string): string {
  return reason
    .replaceAll(/subfields "(.*?)" conflict because /g, "子字段“$1”冲突，因为")
    .replaceAll("they have differing arguments", "其参数不同")
    .replaceAll(/they return conflicting types "(.*?)" and "(.*?)"/g, "其返回类型“$1”与“$2”冲突")
    .replaceAll(/"(.*?)" and "(.*?)" are different fields/g, "“$1”与“$2”是不同的字段")
    .replaceAll(" and ", "；");
}

/** What graphql's validation says of a document. */
export const VALIDATION_MESSAGES: readonly Message[] = [
  [/^Cannot query field "(.+?)" on type "(.+?)"\.$/, "类型“$2”没有字段“$1”。"],
  [/^The "?(.+?)"? definition is not executable\.$/, "定义“$1”不可执行。"],
  [
    /^Fragment cannot condition on non composite type "(.+)"\.$/,
    "片段的类型条件“$1”不是复合类型。",
  ],
  [
    /^Fragment "(.+?)" cannot condition on non composite type "(.+)"\.$/,
    "片段“$1”的类型条件“$2”不是复合类型。",
  ],
  [/^Unknown argument "(.+?)" on field "(.+?)"\.$/, "字段“$2”没有参数“$1”。"],
  [/^Unknown argument "(.+?)" on directive "(.+?)"\.$/, "指令“$2”没有参数“$1”。"],
  [/^Unknown directive "(.+?)"\.$/, "未知的指令“$1”。"],
  [/^Directive "(.+?)" may not be used on (.+)\.$/, "指令“$1”不能用于 $2。"],
  [/^Unknown fragment "(.+?)"\.$/, "未知的片段“$1”。"],
  [/^Unknown type "(.+?)"\.$/, "未知的类型“$1”。"],
  [
    /^This anonymous operation must be the only defined operation\.$/,
    "匿名操作必须是文档中唯一的操作。",
  ],
  [/^Maximum introspection depth exceeded$/, "内省查询的嵌套层数过多。"],
  [/^Cannot spread fragment "(.+?)" within itself via (.+)\.$/, "片段“$1”经由 $2 展开了自身。"],
  [/^Cannot spread fragment "(.+?)" within itself\.$/, "片段“$1”展开了自身。"],
  [/^Variable "(.+?)" is not defined by operation "(.+?)"\.$/, "操作“$2”未定义变量“$1”。"],
  [/^Variable "(.+?)" is not defined\.$/, "变量“$1”未定义。"],
  [/^Fragment "(.+?)" is never used\.$/, "片段“$1”未被使用。"],
  [/^Variable "(.+?)" is never used in operation "(.+?)"\.$/, "操作“$2”未使用变量“$1”。"],
  [/^Variable "(.+?)" is never used\.$/, "变量“$1”未被使用。"],
  [
    CONFLICT,
    ([name = "", reason = ""]) =>
      `字段“${name}”冲突，因为${reasonInChinese(reason)}。如需同时获取，请为字段使用不同的别名。`,
  ],
  [
    /^Fragment cannot be spread here as objects of type "(.+?)" can never be of type "(.+?)"\.$/,
    "此处不能展开片段：类型“$1”的对象不可能是类型“$2”。",
  ],
  [
    /^Fragment "(.+?)" cannot be spread here as objects of type "(.+?)" can never be of type "(.+?)"\.$/,
    "此处不能展开片段“$1”：类型“$2”的对象不可能是类型“$3”。",
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/,
    "字段“$1”缺少必需的参数“$2”（类型“$3”）。",
  ],
  [
    /^Argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/,
    "缺少必需的参数“$1”（类型“$2”）。",
  ],
  [
    /^Directive "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/,
    "指令“$1”缺少必需的参数“$2”（类型“$3”）。",
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\.$/,
    "字段“$1”不能有选择集：类型“$2”没有子字段。",
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields\.$/,
    "类型为“$2”的字段“$1”必须选择子字段。",
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have at least one field selected\.$/,
    "类型为“$2”的字段“$1”至少要选择一个子字段。",
  ],
  [/^Subscription "(.+?)" must select only one top level field\.$/, "订阅“$1”只能选择一个根字段。"],
  [
    /^Anonymous Subscription must select only one top level field\.$/,
    "匿名订阅只能选择一个根字段。",
  ],
  [
    /^Subscription "(.+?)" must not select an introspection top level field\.$/,
    "订阅“$1”的根字段不能是内省字段。",
  ],
  [
    /^Anonymous Subscription must not select an introspection top level field\.$/,
    "匿名订阅的根字段不能是内省字段。",
  ],
  [
    /^The root field of a subscription must not have `@skip` or `@include`\.$/,
    "订阅的根字段不能带有 `@skip` 或 `@include`。",
  ],
  [/^There can be only one argument named "(.+?)"\.$/, "参数“$1”只能出现一次。"],
  [
    /^The directive "(.+?)" can only be used once at this location\.$/,
    "指令“$1”在此处只能使用一次。",
  ],
  [/^There can be only one fragment named "(.+?)"\.$/, "名为“$1”的片段只能有一个。"],
  [/^There can be only one input field named "(.+?)"\.$/, "输入字段“$1”只能出现一次。"],
  [/^There can be only one operation named "(.+?)"\.$/, "名为“$1”的操作只能有一个。"],
  [/^There can be only one variable named "(.+?)"\.$/, "变量“$1”只能定义一次。"],
  [/^Variable "(.+?)" cannot be non-input type "(.+?)"\.$/, "变量“$1”不能是非输入类型“$2”。"],
  [
    /^Variable "(.+?)" of type "(.+?)" used in position expecting type "(.+?)"\.$/,
    "类型为“$2”的变量“$1”用在了需要类型“$3”的位置。",
  ],
  [
    /^Variable "(.+?)" is of type "(.+?)" but must be non-nullable to be used for OneOf Input Object "(.+?)"\.$/,
    "变量“$1”的类型为“$2”，用于互斥输入对象“$3”时必须不可为空。",
  ],
  [
    /^Too many validation errors, error limit reached\. Validation aborted\.$/,
    "校验错误过多，已停止校验。",
  ],
  [
    /^GraphQL introspection is not allowed by Apollo Server, but the query contained __schema or __type\. To enable introspection, pass introspection: true to ApolloServer in production$/,
    "本服务不允许内省，但查询包含 __schema 或 __type。",
  ],
  [
    /^GraphQL introspection has been disabled, but the requested query contained the field "(.+?)"\.$/,
    "本服务不允许内省，但查询包含字段“$1”。",
  ],
];
