/** How many tokens a model version takes. */
export interface TokenLimits {
  readonly inputTokens: number | null;
  /** The limits whose names no page shows, as Qianfan names them. */
  readonly others: readonly { readonly name: string; readonly value: string }[];
}
