/** One member of a free-form object: a text as it is, anything else as JSON. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}
