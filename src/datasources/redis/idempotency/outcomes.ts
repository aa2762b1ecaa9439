import { type Localized, ServiceError } from "../../../domain/errors.ts";
import type { Outcome } from "../../idempotency/store.ts";

export const ABANDONED = unknown({
  en: "the server that sent it has gone",
  zh: "发送该请求的服务实例已退出",
});

export const LOST = unknown({
  en: "Redis has lost the idempotency key while it ran",
  zh: "执行期间 Redis 丢失了该幂等键",
});

export const UNREADABLE = unknown({
  en: "what Redis holds for the idempotency key cannot be read",
  zh: "Redis 中该幂等键的内容无法读取",
});

export const REDIS_UNAVAILABLE = unknown({
  en: "another request with this idempotency key was under way when Redis went away",
  zh: "Redis 失联时，使用同一幂等键的另一请求正在执行",
});

/** Nothing was sent, since it cannot be promised that this key is remembered. */
export function unavailable(cause: unknown): ServiceError {
  const reason = { en: "Redis does not keep it", zh: "Redis 无法保存" };
  return new ServiceError("IDEMPOTENCY_UNAVAILABLE", { reason }, { cause });
}

function unknown(reason: Localized): Outcome {
  return {
    kind: "unknown",
    details: {
      operation: { en: "The mutation", zh: "变更" },
      reason,
      check: {
        en: "Look whether it took effect before you try again with another key.",
        zh: "使用新的键重试前，请先确认是否已生效。",
      },
    },
  };
}
