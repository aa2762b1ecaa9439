/** `input.versions[2].id` as `extensions.problems` have it. */
export function pathOf(text: string): (string | number)[] {
  return text
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
