import { GRAPHQL_CODES } from "./graphql-codes.ts";

/** A language that messages are written in. */
export type Language = "en" | "zh";

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

interface CatalogueEntry {
  /** Whether the same request may succeed later, unchanged. */
  readonly retryable: boolean;
  /** What happened and what to do, for a person. `{name}` stands for a detail of the error. */
  readonly message: Localized;
}

/** Every `extensions.code` this server answers with. */
export const ERROR_CATALOGUE = {
  ...GRAPHQL_CODES,
  BAD_USER_INPUT: {
    retryable: false,
    message: { en: "{problem}", zh: "{problem}" },
  },
  BAD_REQUEST: {
    retryable: false,
    message: { en: "{problem}", zh: "{problem}" },
  },
  METHOD_NOT_ALLOWED: {
    retryable: false,
    message: {
      en: "{method} is not allowed here; allowed: {allowed}.",
      zh: "此处不允许使用 {method} 方法；允许：{allowed}。",
    },
  },
  ORIGIN_NOT_ALLOWED: {
    retryable: false,
    message: {
      en: "Pages of other origins may not subscribe here, unless CORS_ORIGINS names their origin.",
      zh: "其他来源的网页不能在此订阅，除非 CORS_ORIGINS 中列出了该来源。",
    },
  },
  PAYLOAD_TOO_LARGE: {
    retryable: false,
    message: {
      en: "The request's body is larger than {limit} bytes.",
      zh: "请求体超过 {limit} 字节。",
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    retryable: false,
    message: {
      en: "The request's body has the {what} {given}; allowed: {allowed}.",
      zh: "不支持请求体的{what} {given}；允许：{allowed}。",
    },
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    retryable: false,
    message: {
      en: "This server answers only the operations on its list, and this is none of them.",
      zh: "本服务只接受清单中的操作，该操作不在清单中。",
    },
  },
  UNAUTHENTICATED: {
    retryable: false,
    message: {
      en: "Who is asking? {reason} Send the header Authorization: Bearer <token>.",
      zh: "无法确认调用方身份：{reason}请发送请求头 Authorization: Bearer <令牌>。",
    },
  },
  FORBIDDEN: {
    retryable: false,
    message: {
      en: "{caller} may not do this: it needs the scope {scope}.",
      zh: "{caller} 无权执行该操作：需要权限 {scope}。",
    },
  },
  IDENTITY_UNAVAILABLE: {
    retryable: true,
    message: {
      en: "Who is asking could not be checked: the keys that sign tokens cannot be fetched now.",
      zh: "暂时无法核实调用方身份：无法获取令牌的签名密钥。",
    },
  },
  RATE_LIMITED: {
    retryable: true,
    message: {
      en: "{caller} has used its {limit} operations of this minute. Try again in {seconds} s.",
      zh: "{caller} 已用完本分钟的 {limit} 次操作。请在 {seconds} 秒后重试。",
    },
  },
  LIMIT_EXCEEDED: {
    retryable: false,
    message: {
      en: "The operation has {found} {what}; at most {limit} are allowed ({setting}). Ask for less at a time.",
      zh: "该操作的{what}为 {found}，最多允许 {limit}（{setting}）。请减少单次查询的内容。",
    },
  },
  QIANFAN_CREDENTIALS_REJECTED: {
    retryable: false,
    message: {
      en: "Qianfan rejected this server's access key or its signature: {reason}.",
      zh: "千帆拒绝了本服务的访问密钥或签名：{reason}。",
    },
  },
  QIANFAN_FORBIDDEN: {
    retryable: false,
    message: {
      en: "The Qianfan account may not do this ({operation}): {reason}.",
      zh: "千帆账号无权执行该操作（{operation}）：{reason}。",
    },
  },
  QIANFAN_RATE_LIMITED: {
    retryable: true,
    message: {
      en: "Qianfan's limit on requests is reached ({operation}): {reason}.",
      zh: "已达到千帆的请求限额（{operation}）：{reason}。",
    },
  },
  QIANFAN_UNAVAILABLE: {
    retryable: true,
    message: {
      en: "Qianfan could not be reached or failed ({operation}): {reason}.",
      zh: "千帆无法访问或发生故障（{operation}）：{reason}。",
    },
  },
  QIANFAN_TIMEOUT: {
    retryable: true,
    message: {
      en: "Qianfan did not answer {operation} in time: {reason}.",
      zh: "千帆未在规定时间内响应 {operation}：{reason}。",
    },
  },
  QIANFAN_BAD_RESPONSE: {
    retryable: false,
    message: {
      en: "Qianfan's answer to {operation} could not be read: {reason}.",
      zh: "无法解析千帆对 {operation} 的响应：{reason}。",
    },
  },
  QIANFAN_ERROR: {
    retryable: false,
    message: {
      en: "Qianfan refused {operation}: {reason}.",
      zh: "千帆拒绝了 {operation}：{reason}。",
    },
  },
  NOT_SUPPORTED: {
    retryable: false,
    message: {
      en: "Qianfan's API {by} cannot do this ({operation}): {reason}. Its API {supportedBy} can (QIANFAN_API_VERSION).",
      zh: "千帆 {by} 接口不支持该操作（{operation}）：{reason}。{supportedBy} 接口支持（QIANFAN_API_VERSION）。",
    },
  },
  OUTCOME_UNKNOWN: {
    retryable: false,
    message: {
      en: "{operation} was sent to Qianfan, and nobody knows whether it took effect: {reason}. {check}",
      zh: "{operation} 已发送至千帆，但无法确定是否生效：{reason}。{check}",
    },
  },
  NOT_FOUND: {
    retryable: false,
    message: {
      en: "There is no {what} {id}, or no longer.",
      zh: "{what} {id} 不存在，或已被删除。",
    },
  },
  WATCH_TIME_EXCEEDED: {
    retryable: true,
    message: {
      en: "The {what} {id} has been watched for {minutes} minutes and has not come to its end. Subscribe again to watch on.",
      zh: "已观察{what} {id} {minutes} 分钟，仍未结束。如需继续观察，请重新订阅。",
    },
  },
  SUBSCRIPTION_LIMIT_EXCEEDED: {
    retryable: true,
    message: {
      en: "No more than {limit} subscriptions may be open {where}. End one, or try again later.",
      zh: "{where}最多可同时打开 {limit} 个订阅。请先结束一个，或稍后重试。",
    },
  },
  SUBSCRIPTION_INTERRUPTED: {
    retryable: true,
    message: {
      en: "The server restarts, which ends this subscription. Subscribe again.",
      zh: "服务正在重启，该订阅已中断。请重新订阅。",
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    retryable: false,
    message: {
      en: "This idempotency key has been used for a mutation with another input. Take a new key for each thing to do, and the same one only to try it again.",
      zh: "该幂等键已用于输入不同的另一次变更。每项操作请使用新的键，仅在重试同一操作时沿用原键。",
    },
  },
  IDEMPOTENCY_UNAVAILABLE: {
    retryable: true,
    message: {
      en: "This request sent nothing to Qianfan, since the idempotency key cannot be remembered now: {reason}. What an earlier request with the same key did is not known here.",
      zh: "暂时无法记住幂等键，因此本次请求未向千帆发送任何内容：{reason}。此前使用同一幂等键的请求结果在此未知。",
    },
  },
  OPERATION_TIMEOUT: {
    retryable: false,
    message: {
      en: "The answer was not made within {ms} ms. Ask for less at a time.",
      zh: "未能在 {ms} 毫秒内生成结果。请减少单次查询的内容。",
    },
  },
  UPSTREAM_BUDGET_EXCEEDED: {
    retryable: false,
    message: {
      en: "This operation may make at most {limit} calls to Qianfan; {operation} would be one more. Ask for less at a time.",
      zh: "单次操作最多可调用千帆 {limit} 次，{operation} 将超出上限。请减少单次查询的内容。",
    },
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** What Qianfan said, and how it was asked: `extensions.qianfan`. */
export interface QianfanDetails {
  readonly operation: string;
  /** Qianfan's own error code, from the body or the `X-Bce-Error-Code` header. */
  readonly errorCode: string | null;
  /** Qianfan's own words. */
  readonly message: string | null;
  /** Qianfan's log id or request id, to quote in a support ticket. */
  readonly requestId: string | null;
  readonly httpStatus: number | null;
  /** How many times it was tried; 0 when it never came to that. */
  readonly attempts: number;
}

/** What an error's message tells: a name or quotation as it is, or a text in the caller's language. */
export type Details = Readonly<Record<string, string | Localized>>;

export interface ServiceErrorOptions {
  readonly qianfan?: QianfanDetails | undefined;
  /** Further members of `extensions`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Further members that hold texts. */
  readonly localized?: (language: Language) => Readonly<Record<string, unknown>>;
  /** Where the catalogue's answer does not hold for this one error. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** An error that a caller is meant to see: one code of the catalogue, with its details. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
    readonly options: ServiceErrorOptions = {},
  ) {
    super(fill(ERROR_CATALOGUE[code].message, details, "en"), { cause: options.cause });
    this.extensions = {
      code,
      retryable: options.retryable ?? ERROR_CATALOGUE[code].retryable,
      ...(options.qianfan ? { qianfan: options.qianfan } : {}),
      ...options.extensions,
      ...options.localized?.("en"),
    };
  }

  extensionsIn(language: Language): Readonly<Record<string, unknown>> {
    return { ...this.extensions, ...this.options.localized?.(language) };
  }

  messageIn(language: Language): string {
    return fill(ERROR_CATALOGUE[this.code].message, this.details, language);
  }
}

function fill(template: Localized, details: Details, language: Language): string {
  return template[language]
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const detail = details[name] ?? "";
      return typeof detail === "string" ? detail : detail[language];
    })
    .trim();
}
