// The door of this folder: what others may import of it.
export type {
  ApiOperation,
  Deletion,
  DeletionFailures,
  Everything,
  OperationKind,
  QianfanApi,
} from "./api.ts";
export { createAutoApi } from "./auto.ts";
export { type Call, newCall } from "./call.ts";
export { isKnownWord } from "./decode/coerce.ts";
export {
  type Expected,
  SURPRISE_KINDS,
  type Surprise,
  type SurpriseKind,
  surprisesIn,
} from "./decode/surprises.ts";
export { type Client, type ClientOptions, type OpenClient, QianfanClient } from "./http/client.ts";
export type { Operation } from "./http/operation.ts";
export type { Protocol } from "./http/protocol.ts";
export { Breaker, type SharedBreaker } from "./http/retry/breaker.ts";
export { Limiter, type SharedQuota } from "./http/retry/limiter.ts";
export { pause } from "./http/retry/pause.ts";
export { RetryPolicy } from "./http/retry/retry-policy.ts";
export type { Credentials } from "./http/sign.ts";
export { Transport } from "./http/transport.ts";
export type { WireReply, WireRequest } from "./http/wire.ts";
export { FoundIds, type Probe } from "./probes.ts";
export { createV1Api } from "./v1/index.ts";
export { V1_PROBES } from "./v1/probes.ts";
export { V1 } from "./v1/protocol.ts";
export { V1Withdrawal } from "./v1-withdrawal.ts";
export { createV2Api } from "./v2/index.ts";
export { V2_PROBES } from "./v2/probes.ts";
export { V2 } from "./v2/protocol.ts";
