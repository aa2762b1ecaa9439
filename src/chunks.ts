/** The text of a body that came in pieces; most come in one. */
export function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  return (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString("utf8");
}
