/**
 * The codes of GraphQL, of Apollo Server and of HTTP itself. In English the message of such an error is
 * the library's own; in Chinese it is its translation (`pipeline/messages`), or the one here.
 */
export const GRAPHQL_CODES = {
  GRAPHQL_PARSE_FAILED: {
    retryable: false,
    message: { en: "The document is not GraphQL.", zh: "该文档不是有效的 GraphQL。" },
  },
  GRAPHQL_VALIDATION_FAILED: {
    retryable: false,
    message: { en: "The document does not fit the schema.", zh: "该文档不符合模式。" },
  },
  OPERATION_RESOLUTION_FAILURE: {
    retryable: false,
    message: {
      en: "The request does not name one operation of its document.",
      zh: "请求未指明文档中的某一个操作。",
    },
  },
  PERSISTED_QUERY_NOT_FOUND: {
    retryable: false,
    // Clients look for this very text, and send the document then.
    message: { en: "PersistedQueryNotFound", zh: "PersistedQueryNotFound" },
  },
  PATH_NOT_FOUND: {
    retryable: false,
    message: {
      en: "There is nothing at this path; {available}.",
      zh: "该路径下没有内容；{available}。",
    },
  },
  MISDIRECTED_REQUEST: {
    retryable: false,
    message: {
      en: "This server serves its own machine only, under the name localhost.",
      zh: "本服务仅供本机以 localhost 之名访问。",
    },
  },
  INTERNAL_SERVER_ERROR: {
    retryable: false,
    message: { en: "Something went wrong here.", zh: "服务内部出错。" },
  },
} as const;
