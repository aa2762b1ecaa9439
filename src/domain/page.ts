/** One page of a list; pages are counted from 1. */
export interface PageRequest {
  readonly pageNo: number;
  readonly pageSize: number;
}

/** One page of a list; `total` is null when the answer does not tell how long the whole list is. */
export interface Page<Row> {
  readonly total: number | null;
  readonly rows: readonly Row[];
}

export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: "ASC" | "DESC";
}
