import type { ModelSource } from "../model.ts";
import type { ModelType } from "../model-type.ts";
import type { Order } from "../page.ts";

/** Which of the account's own models, or of the platform's. */
export interface ModelQuery {
  readonly name?: string | undefined;
  readonly typeCodes?: readonly number[] | undefined;
  /** Preset models alone have these four; what they may be is not documented. */
  readonly vendors?: readonly string[] | undefined;
  readonly contextLengths?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly expansions?: readonly string[] | undefined;
  /** Own models alone can be ordered. */
  readonly order?: Order<ModelOrderField> | undefined;
}

export const MODEL_ORDER_FIELDS = ["CREATED_AT"] as const;
export type ModelOrderField = (typeof MODEL_ORDER_FIELDS)[number];

/** The order of own models when none is given. V2 has no order: it answers in Qianfan's own. */
export const NEWEST_FIRST: Order<ModelOrderField> = { field: "CREATED_AT", direction: "DESC" };

/** Whose models a list has. */
export type ModelScope = ModelSource;

/** Qianfan's numbers for what a model does, which differ between own and preset models. */
export const MODEL_TYPE_CODES = {
  OWN: {
    TEXT_GENERATION: 0,
    IMAGE_GENERATION: 1,
    INDUSTRIAL_SEARCH: 2,
    TEXT_REPRESENTATION: 3,
    VECTOR: 4,
    IMAGE_UNDERSTANDING: 5,
  },
  PRESET: {
    TEXT_GENERATION: 0,
    IMAGE_GENERATION: 1,
    VECTOR: 4,
    IMAGE_UNDERSTANDING: 5,
    INDUSTRY: 6,
  },
} as const satisfies Record<ModelScope, Partial<Record<ModelType, number>>>;
