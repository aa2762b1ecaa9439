import { ERROR_CATALOGUE, type ErrorCode } from "../../domain/errors.ts";
import { HTTP_MESSAGES } from "./http.ts";
import { SYNTAX_MESSAGES } from "./syntax.ts";
import { translate } from "./translate.ts";
import { VALIDATION_MESSAGES } from "./validation.ts";
import { VALUE_MESSAGES } from "./values.ts";

export interface ChineseText {
  readonly message: string;
  /** The English original, where only a general sentence is known in Chinese. */
  readonly detail?: string;
}

const MESSAGES = [...VALIDATION_MESSAGES, ...VALUE_MESSAGES, ...SYNTAX_MESSAGES, ...HTTP_MESSAGES];

/** What graphql or Apollo Server says, in Chinese. */
export function inChinese(message: string, code: ErrorCode | null): ChineseText {
  const translated = translate(message, MESSAGES);
  if (translated !== null) return { message: translated };
  const sentence = sentenceOf(code);
  return sentence === message ? { message } : { message: sentence, detail: message };
}

function sentenceOf(code: ErrorCode | null): string {
  if (code === null) return "请求未能完成。";
  if (code === "BAD_USER_INPUT") return "输入值有误。";
  if (code === "BAD_REQUEST") return "请求有误。";
  return ERROR_CATALOGUE[code].message.zh;
}
