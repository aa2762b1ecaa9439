import { z } from "zod";
import type { Localized } from "../../errors.ts";
import { header, type WireReply } from "./wire.ts";

const identifier = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value || null);

/** V1 writes error_code and error_msg, the gateway and V2 code and message. A zero code is a success. */
const errorBody = z.union([
  z
    .object({
      error_code: z.union([z.number(), z.string()]).refine((code) => Number(code) !== 0),
      error_msg: z.string().catch(""),
      log_id: identifier,
    })
    .transform((body) => ({
      code: String(body.error_code),
      message: body.error_msg,
      requestId: body.log_id,
    })),
  z
    .object({ code: z.string().min(1), message: z.string().catch(""), requestId: identifier })
    .transform((body) => ({ code: body.code, message: body.message, requestId: body.requestId })),
]);

/** What an answer's body says went wrong; null where it says nothing of the kind. */
export function errorSaidIn(body: unknown): z.output<typeof errorBody> | null {
  // To find out by the schema alone costs a success, which fails both of its arms, 15 microseconds.
  if (typeof body !== "object" || body === null) return null;
  return "error_code" in body || "code" in body ? (errorBody.safeParse(body).data ?? null) : null;
}

/** The result in an answer's body; undefined where there is none. */
export function resultIn(body: unknown): unknown {
  return typeof body === "object" && body !== null && "result" in body ? body.result : undefined;
}

const logId = z
  .object({ log_id: identifier, requestId: identifier })
  .transform((body) => body.log_id ?? body.requestId)
  .catch(null);

/** The id of an answer in Qianfan's own logs, whatever the answer says. */
export function logIdOf(body: unknown): string | null {
  return logId.parse(body);
}

export const NO_RESULT: Localized = { en: "the answer has no result", zh: "缺少 result" };

export function isSuccess(reply: WireReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** What an answer is that is not JSON. */
export function notJson(reply: WireReply): Localized {
  if (reply.body.toString().trim() === "") return { en: "the answer is empty", zh: "响应为空" };
  const type = header(reply, "content-type");
  return type && !type.includes("json")
    ? { en: `the answer is ${type}, not JSON`, zh: `响应是 ${type}，不是 JSON` }
    : { en: "the answer is not JSON", zh: "响应不是 JSON" };
}

/** The first few members of a result that are not as they must be. */
export function whatIsWrong(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(
      ({ path, message }) =>
        `${path.length > 0 ? `result.${path.join(".")}` : "result"}: ${message}`,
    )
    .join("; ");
}
