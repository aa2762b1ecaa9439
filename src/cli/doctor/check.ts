/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** Names, types and codes alone. */
  readonly detail: string | null;
}
