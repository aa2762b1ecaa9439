import { type Localized, ServiceError } from "./errors.ts";

/** A version of Qianfan's API. */
export const API_VERSIONS = ["v1", "v2"] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

export interface Unsupported {
  /** What was asked for: an operation, as logs name it. */
  readonly operation: string;
  /** The version that lacks it; the other one has it. */
  readonly by: ApiVersion;
  readonly reason: Localized;
  /** The argument that asks for it, such as `filter.name`. */
  readonly argument?: string | undefined;
}

/** Something that the answering version of Qianfan's API does not have. */
export function notSupported({ operation, by, reason, argument }: Unsupported): ServiceError {
  const supportedBy: ApiVersion = by === "v1" ? "v2" : "v1";
  return new ServiceError(
    "NOT_SUPPORTED",
    { operation, by, reason, supportedBy },
    { extensions: { apiVersion: by, supportedBy, ...(argument !== undefined && { argument }) } },
  );
}
