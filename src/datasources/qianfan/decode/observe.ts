/** Learns what the readers of an answer could not use. */
export interface DecodeObserver {
  /** A value is there, but of another type than the reader wants. */
  unusable(wanted: string, value: unknown): void;
  /** An enumerated text has a word that this server does not know. */
  unknownWord(word: string): void;
}

// Readers are plain functions without a context; reading is synchronous, so one place holds the observer.
let observer: DecodeObserver | null = null;

/** Runs a decoder while an observer listens. */
export function observed<Value>(by: DecodeObserver, decode: () => Value): Value {
  const before = observer;
  observer = by;
  try {
    return decode();
  } finally {
    observer = before;
  }
}

/** What a reader returns for a value that it cannot use. Absent, null and empty values are no surprise. */
export function unusable(wanted: string, value: unknown): null {
  if (observer !== null && value !== undefined && value !== null && value !== "") {
    observer.unusable(wanted, value);
  }
  return null;
}

/** What a reader of enumerated texts returns for a word that it does not know. */
export function unknownWord(word: string): "UNKNOWN" {
  observer?.unknownWord(word);
  return "UNKNOWN";
}
