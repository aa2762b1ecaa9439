/** The longest line of the log, in characters. */
export const MAX_LINE_CHARACTERS = 8_192;

/** How long texts and lists of a line may be that is too long otherwise: each step is tried in turn. */
const STEPS = [
  { characters: 1_000, entries: 50 },
  { characters: 100, entries: 5 },
] as const;

type Step = (typeof STEPS)[number];

const MAX_DEPTH = 20;

/** A line of JSON that is not longer than a line of the log may be: texts and lists in it are cut. */
export function shortened(line: string): string {
  if (line.length <= MAX_LINE_CHARACTERS) return line;
  const fields = parsed(line);
  for (const step of STEPS) {
    const shorter = `${JSON.stringify(cut(fields, step))}\n`;
    if (shorter.length <= MAX_LINE_CHARACTERS) return shorter;
  }
  return `${JSON.stringify({ ...scalarsOf(fields), cut: `${line.length} characters` })}\n`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return { level: 40, msg: "a line of the log was no JSON" };
  }
}

function cut(value: unknown, step: Step, depth = MAX_DEPTH): unknown {
  if (depth === 0) return "...";
  if (typeof value === "string" && value.length > step.characters) {
    return `${value.slice(0, step.characters)}... (${value.length} characters)`;
  }
  if (Array.isArray(value)) {
    const kept = value.slice(0, step.entries).map((entry) => cut(entry, step, depth - 1));
    return value.length > kept.length ? [...kept, `... (${value.length} entries)`] : kept;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, cut(member, step, depth - 1)]),
  );
}

/** What every line has (level, time, message, caller), without the objects and lists below it. */
function scalarsOf(fields: unknown): object {
  const entries = Object.entries(fields ?? {}).filter(([, value]) => typeof value !== "object");
  return Object.fromEntries(entries.map(([name, value]) => [name, cut(value, STEPS[1])]));
}
