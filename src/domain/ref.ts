/** Names an object: at least one of the two forms is there. */
export interface Ref {
  readonly id?: string | undefined;
  readonly numericId?: string | null | undefined;
}

/**
 * What is known of an object. A member that is absent (`undefined`) has not been told yet and can be
 * loaded; one that is null has been told, and there is none.
 */
export type Known<Record> = Partial<Record> & Ref;

/** Both forms of an object's id, as far as they are told. */
export interface Identified {
  /** The string form; the integer's digits where it is not known. */
  id: string;
  numericId: string | null;
}

/** A model as its versions and evaluations mention it. */
export interface ModelRef extends Ref {
  readonly name?: string | null | undefined;
}

/** A version as an evaluation mentions it: what is not there can be loaded. */
export interface MentionedVersion extends Ref {
  readonly model?: ModelRef | undefined;
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly description?: string | undefined;
}
