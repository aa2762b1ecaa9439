/** An enumerated value as Qianfan tells it: one that it has added since is `UNKNOWN`, and its text stands beside it. */
export type OrUnknown<Value extends string> = Value | "UNKNOWN";
