import type { Message } from "./translate.ts";

const ONCE = /^The '(.+?)' search parameter may only be specified once\.$/;

/** What Apollo Server says of a request, and what `pipeline/transport.ts` says. */
export const HTTP_MESSAGES: readonly Message[] = [
  [/^PersistedQueryNotFound$/, "PersistedQueryNotFound"],
  [ONCE, "查询参数 $1 只能出现一次。"],
  [/^The (.+?) search parameter contains invalid JSON\.$/, "查询参数 $1 不是有效的 JSON。"],
  [
    /^The (.+?) search parameter should contain a JSON-encoded object\.$/,
    "查询参数 $1 应为 JSON 对象。",
  ],
  [/^GraphQL queries must be strings\./, "GraphQL 查询必须是字符串。"],
  [
    /^POST body missing, invalid Content-Type, or JSON object has no keys\.$/,
    "缺少请求体，或 Content-Type 无效，或请求体的 JSON 对象为空。",
  ],
  [
    /^`(.+?)` in a POST body should be provided as an object, not a recursively JSON-encoded string\.$/,
    "请求体中的 `$1` 应为对象，而不是 JSON 字符串。",
  ],
  [/^`(.+?)` in a POST body must be an object if provided\.$/, "请求体中的 `$1` 必须是对象。"],
  [/^`(.+?)` in a POST body must be a string if provided\.$/, "请求体中的 `$1` 必须是字符串。"],
  [
    /^GET requests may not have a content-type header other than application\/json\.$/,
    "GET 请求的 Content-Type 只能是 application/json。",
  ],
  [
    /^An 'accept' header was provided for this request which does not accept (.+) or (.+)$/,
    "请求头 Accept 不接受 $1 或 $2。",
  ],
  [
    /^This operation has been blocked as a potential Cross-Site Request Forgery \(CSRF\)\..* one of the following headers: (.+)$/s,
    "该请求可能是跨站请求伪造（CSRF），已被拒绝。请发送请求头 Content-Type: application/json，或为以下请求头之一提供非空值：$1。",
  ],
  [/^Unsupported persisted query version$/, "不支持该版本的持久化查询。"],
  [/^provided sha does not match query$/, "所提供的 SHA-256 与查询不符。"],
  [
    /^GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension\.$/,
    "请求必须包含非空的 `query`，或持久化查询的标识。",
  ],
  [
    /^GET requests only support query operations, not (.+) operations$/,
    "GET 请求只能执行 query，不能执行 $1。",
  ],
  [
    /^Must provide operation name if query contains multiple operations\.$/,
    "文档包含多个操作，必须给出 operationName。",
  ],
  [/^Unknown operation named "(.+?)"\.$/, "文档没有名为“$1”的操作。"],
  [/^Must provide an operation\.$/, "文档没有操作。"],
  [/^Operation batching disabled\.$/, "不支持批量请求：请逐个发送操作。"],
];
