/** Each kind of object Qianfan knows, and the prefix of its string ids. */
export const ID_PREFIX = {
  model: "am",
  modelVersion: "amv",
  evaluationTask: "ame",
  resultExport: "amemt",
  dataset: "ds",
  trainJob: "job",
  trainTask: "task",
} as const;

export type IdKind = keyof typeof ID_PREFIX;

export function isIdKind(text: string): text is IdKind {
  return Object.hasOwn(ID_PREFIX, text);
}

/** An example of each kind's string form, for messages and descriptions. */
export const ID_EXAMPLE: Readonly<Record<IdKind, string>> = {
  model: "am-4kq9trv2xw7b",
  modelVersion: "amv-8nzc3yh5pd1m",
  evaluationTask: "ame-5wz1kd8qh3vn",
  resultExport: "amemt-6hq1zk3vw8tb",
  dataset: "ds-jm4t9wq27bxk1c5e",
  trainJob: "job-7xk2mwq9rtba",
  trainTask: "task-3hdv8npz6ycs",
};

const MAX_INTEGER = String(2n ** 63n - 1n);

/** Whether a text is one of the two forms Qianfan takes for an object of this kind. */
export function isId(kind: IdKind, text: string): boolean {
  return isNumericId(text) || stringForm(kind).test(text);
}

/** The integer form: its digits, without sign or leading zero, within 64 bits. */
export function isNumericId(text: string): boolean {
  // As many digits are compared as numbers are.
  return /^[1-9][0-9]{0,18}$/.test(text) && (text.length < 19 || text <= MAX_INTEGER);
}

// The service has only ever shown lower-case letters and digits; the rest is room for what it may add.
const STRING_FORMS = new Map(
  Object.values(ID_PREFIX).map((prefix) => [prefix, new RegExp(`^${prefix}-[A-Za-z0-9_-]{1,64}$`)]),
);

function stringForm(kind: IdKind): RegExp {
  return STRING_FORMS.get(ID_PREFIX[kind]) ?? /^$/;
}
