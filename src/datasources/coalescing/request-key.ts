/** One text for equal requests, in whichever order their members were written. */
export function requestKey(request: object): string {
  return JSON.stringify(request, (_, value: unknown) => (isPlain(value) ? sorted(value) : value));
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
