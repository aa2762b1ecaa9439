import type { Message } from "./translate.ts";

const KINDS: Readonly<Record<string, string>> = {
  "<EOF>": "文档末尾",
  Name: "名称",
  Int: "整数",
  Float: "浮点数",
  String: "字符串",
  BlockString: "块字符串",
  Comment: "注释",
};

/** A token as graphql describes it: `Name "model"`, `<EOF>`, `"{"`. */
function token(described: string): string {
  return described.replace(/^(?:<EOF>|[A-Z]\w+)/, (kind) => KINDS[kind] ?? kind);
}

const SYNTAX = "语法错误：";

/** What graphql's parser says. */
export const SYNTAX_MESSAGES: readonly Message[] = [
  [
    /^Syntax Error: Expected (.+?), found (.+)\.$/s,
    ([expected = "", found = ""]) => `${SYNTAX}此处应为${token(expected)}，但得到${token(found)}。`,
  ],
  [
    /^Syntax Error: Unexpected (<EOF>|[A-Z]\w+|".+?")( ".*")?\.$/s,
    ([kind = "", value = ""]) => `${SYNTAX}意外的${token(kind)}${value}。`,
  ],
  [
    /^Syntax Error: Unexpected variable "(.+?)" in constant value\.$/,
    `${SYNTAX}常量值中不能有变量“$1”。`,
  ],
  [
    /^Syntax Error: Unexpected description, descriptions are not supported on shorthand queries\.$/,
    `${SYNTAX}简写的查询不能带有描述。`,
  ],
  [
    /^Syntax Error: Unexpected description, only GraphQL definitions support descriptions\.$/,
    `${SYNTAX}只有定义可以带有描述。`,
  ],
  [
    /^Syntax Error: Unexpected single quote character.*$/s,
    `${SYNTAX}意外的单引号；字符串请使用双引号。`,
  ],
  [
    /^Syntax Error: (?:Unexpected|Invalid) character: (.+)\.$/s,
    ([given = ""]) => `${SYNTAX}意外的字符 ${token(given)}。`,
  ],
  [
    /^Syntax Error: Invalid number, unexpected digit after 0: (.+)\.$/s,
    ([given = ""]) => `${SYNTAX}数字 0 之后不能有 ${token(given)}。`,
  ],
  [
    /^Syntax Error: Invalid number, expected digit but got: (.+)\.$/s,
    ([given = ""]) => `${SYNTAX}此处应为数字，但得到 ${token(given)}。`,
  ],
  [
    /^Syntax Error: Invalid character within String: (.+)\.$/s,
    ([given = ""]) => `${SYNTAX}字符串中有无效的字符 ${token(given)}。`,
  ],
  [/^Syntax Error: Unterminated string\.$/, `${SYNTAX}字符串没有结束。`],
  [
    /^Syntax Error: Invalid Unicode escape sequence: (.+)\.$/s,
    `${SYNTAX}无效的 Unicode 转义序列 $1。`,
  ],
  [
    /^Syntax Error: Invalid character escape sequence: (.+)\.$/s,
    `${SYNTAX}无效的字符转义序列 $1。`,
  ],
  [
    /^Syntax Error: Source contains more than (\d+) UTF-16 code units\. Parsing aborted\.$/,
    `${SYNTAX}文档超过 $1 个 UTF-16 码元，已停止解析。`,
  ],
  [
    /^Syntax Error: Document contains more tha[nt] (\d+) tokens\. Parsing aborted\.$/,
    `${SYNTAX}文档超过 $1 个词法单元，已停止解析。`,
  ],
  [
    /^Syntax Error: Document contains more than (\d+) comments\. Parsing aborted\.$/,
    `${SYNTAX}文档超过 $1 条注释，已停止解析。`,
  ],
];
