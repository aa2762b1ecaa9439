/** What decides which of two versions is newer. */
export interface Aged {
  readonly id?: string | undefined;
  readonly createdAt?: Date | null | undefined;
  readonly numericId?: string | null | undefined;
}

// The order upstream is not documented. Among versions of one second the integer ids decide, then the
// string ids: no two versions share a place.
export function newestFirst(a: Aged, b: Aged): number {
  return (
    (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0) ||
    compareDigits(b.numericId ?? "", a.numericId ?? "") ||
    compareTexts(b.id ?? "", a.id ?? "")
  );
}

// As texts: numbers hold no more than 2^53.
function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
