/** An answer's JSON with any JSON at a path, also such as JavaScript cannot hold; null where the path leads nowhere. */
export function withJsonAt(body: unknown, path: string, json: string): string | null {
  const copy = structuredClone(body);
  const place = placeOf(copy, path);
  if (!place) return null;
  const mark = `<${path}>`;
  // Plain assignment to __proto__ would set the prototype.
  Object.defineProperty(place.holder, place.key, {
    value: mark,
    enumerable: true,
    configurable: true,
  });
  return JSON.stringify(copy).replace(JSON.stringify(mark), () => json);
}

/** An answer's JSON without what is at a path. */
export function without(body: unknown, path: string): string | null {
  const copy = structuredClone(body);
  const place = placeOf(copy, path);
  if (!place) return null;
  Reflect.deleteProperty(place.holder, place.key);
  return JSON.stringify(copy);
}

function placeOf(body: unknown, path: string): { holder: object; key: string } | null {
  const names = path.split(".");
  const key = names.pop() ?? "";
  const holder = names.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    body,
  );
  return typeof holder === "object" && holder !== null ? { holder, key } : null;
}
