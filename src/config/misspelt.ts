/** So many letters may be wrong, missing or too many in a name that still looks like a setting's. */
const MAX_DIFFERENCES = 2;
/** Names shorter than this resemble too many others. */
const MIN_LENGTH = 8;

/** Names in an environment that are no setting but look like one, one line each. */
export function misspelt(
  environment: Readonly<Record<string, string | undefined>>,
  settings: readonly string[],
): string[] {
  const known = new Set(settings);
  return Object.keys(environment)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = settings.find((setting) => looksLike(name, setting));
      return meant ? [`${name} is no setting. Did you mean ${meant}?`] : [];
    });
}

function looksLike(name: string, setting: string): boolean {
  if (letters(name) === letters(setting)) return true;
  if (setting.length < MIN_LENGTH || Math.abs(name.length - setting.length) > MAX_DIFFERENCES) {
    return false;
  }
  return differences(name.toUpperCase(), setting) <= MAX_DIFFERENCES;
}

/** A name without its unit, in one case, without what stands between the words. */
function letters(name: string): string {
  return name
    .toUpperCase()
    .replace(/_(MS|SECONDS|BYTES)$/, "")
    .replace(/[_-]/g, "");
}

/** Levenshtein's distance: letters to change, add or take out. */
function differences(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const above = row;
    row = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const [left = 0, up = 0, diagonal = 0] = [row[column], above[column + 1], above[column]];
      row.push(Math.min(left + 1, up + 1, diagonal + (letter === other ? 0 : 1)));
    }
  }
  return row.at(-1) ?? 0;
}
