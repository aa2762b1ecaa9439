import type { ServerResponse } from "node:http";
import type { Language } from "../domain/errors.ts";
import { ServiceError } from "../domain/errors.ts";
import { answerServiceErrors } from "./error-response.ts";

/** As many as Apollo's `BatchHttpLink` sends at most, unless told otherwise. */
const MAX_ANSWERED = 10;

/**
 * Refuses operations that are sent together as a list. Apollo's `BatchHttpLink` shows an error only in
 * a list of as many results, with a status of success; what else is no operation is answered as such.
 *
 * @returns whether it has answered.
 */
export function refuseBatch(response: ServerResponse, body: unknown, language: Language): boolean {
  if (!Array.isArray(body) || body.length === 0 || body.length > MAX_ANSWERED) return false;
  answerServiceErrors(
    response,
    body.length,
    new ServiceError("BAD_REQUEST", { problem }),
    language,
  );
  return true;
}

const problem = {
  en: "Operations sent together as a list are not answered. Send each by itself: HttpLink instead of BatchHttpLink.",
  zh: "不支持以列表形式批量发送操作。请逐个发送：使用 HttpLink 代替 BatchHttpLink。",
};
