import { type Localized, ServiceError } from "../domain/errors.ts";

const REASONS = {
  MISSING: { en: "No token was sent.", zh: "未提供令牌。" },
  FORM: {
    en: "`Authorization` is not of the form `Bearer <token>`.",
    zh: "Authorization 的格式不是“Bearer <令牌>”。",
  },
  UNKNOWN: { en: "The token is not known here.", zh: "令牌无效。" },
  EXPIRED: { en: "The token has expired.", zh: "令牌已过期。" },
  NOT_YET: { en: "The token is not valid yet.", zh: "令牌尚未生效。" },
  SIGNATURE: { en: "The token's signature does not hold.", zh: "令牌签名无效。" },
  ALGORITHM: {
    en: "The token is signed with an algorithm that is not accepted here.",
    zh: "令牌的签名算法不被接受。",
  },
  CLAIM: { en: "A claim of the token is not as it must be here:", zh: "令牌的声明不符合要求：" },
  CHANGED: {
    en: "The token belongs to another caller or account since the subscription began.",
    zh: "订阅开始后，令牌已改属其他调用方或账号。",
  },
  ACCOUNT: {
    en: "The token names no Qianfan account of this server.",
    zh: "令牌未指定本服务的千帆账号。",
  },
} as const satisfies Record<string, Localized>;

/** What is wrong with a caller's token; `detail` is the name of a claim. */
export function unauthenticated(reason: keyof typeof REASONS, detail?: string): ServiceError {
  const { en, zh } = REASONS[reason];
  return new ServiceError("UNAUTHENTICATED", {
    reason: detail ? { en: `${en} ${detail}.`, zh: `${zh}${detail}。` } : { en, zh },
  });
}
