import type { Client, FoundIds, Probe } from "../../datasources/qianfan/index.ts";
import { BusinessError, ServiceError } from "../../domain/index.ts";

/** How one operation of one protocol answers. */
export interface Tried {
  readonly operation: string;
  /** How many calls were made. */
  readonly calls: number;
  /** Null where every call was answered. */
  readonly failure: Failure | null;
}

export interface Failure {
  /** A code of this server's catalogue, or why Qianfan declines. */
  readonly code: string;
  readonly httpStatus: number | null;
  /** Qianfan's own code. */
  readonly errorCode: string | null;
}

/** Tries each read of a protocol, one call after the other, and stops where the keys are not accepted. */
export async function checkOperations(
  client: Client,
  probes: readonly Probe[],
  found: FoundIds,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const probe of probes) {
    const calls = probe.calls(client, found);
    let failure: Failure | null = null;
    for (const call of calls) {
      try {
        await call();
      } catch (error) {
        failure = failureOf(error);
      }
    }
    tried.push({ operation: probe.name, calls: calls.length, failure });
    if (failure?.code === "QIANFAN_CREDENTIALS_REJECTED") break;
  }
  return tried;
}

function failureOf(error: unknown): Failure {
  if (error instanceof BusinessError) {
    return { code: error.reason, httpStatus: null, errorCode: null };
  }
  if (!(error instanceof ServiceError)) throw error;
  const { httpStatus = null, errorCode = null } = error.options.qianfan ?? {};
  return { code: error.code, httpStatus, errorCode };
}

/** Whether a path is not there any more: 404, 410, or Qianfan's code 3. */
export function isGone({ httpStatus, errorCode }: Failure): boolean {
  return httpStatus === 404 || httpStatus === 410 || errorCode === "3";
}
