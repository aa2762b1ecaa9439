import type { MarkerRequest } from "../marker-page.ts";

/** Which compressions. */
export interface CompressionQuery {
  /** Those of one version alone. */
  readonly sourceModelVersionId?: string | undefined;
}

export type CompressionListRequest = CompressionQuery & MarkerRequest;

/** The runs of one train job. */
export interface TrainTaskQuery {
  readonly jobId: string;
}

export type TrainTaskListRequest = TrainTaskQuery & MarkerRequest;
