/** One page of a list that is read by markers: the next page begins at the item that `nextMarker` names. */
export interface MarkerPage<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextMarker: string | null;
  readonly isTruncated: boolean;
}

/** Which page of such a list. */
export interface MarkerRequest {
  /** The first item of the page; the first page when left out. */
  readonly marker?: string | undefined;
  /** Qianfan takes 10 when it is left out, and cuts what is above 100. */
  readonly pageSize?: number | undefined;
  /** The list in its opposite order. */
  readonly isReversed?: boolean | undefined;
}
