/** How deep a value is nested; no deeper is looked than `most`, and nothing is called by itself. */
export function depthOf(value: unknown, most: number): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (depth <= most) {
    level = level.flatMap((each) =>
      typeof each === "object" && each !== null ? Object.values(each) : [],
    );
    if (level.length === 0) return depth;
    depth += 1;
  }
  return depth;
}
