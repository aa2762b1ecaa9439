/**
 * Where an answer has other members or types than an example. Null may stand for anything, and of a
 * list the first item counts.
 */
export function differences(example: unknown, answer: unknown, path = ""): string[] {
  if (example === null || answer === null) return [];
  if (typeof example !== typeof answer || Array.isArray(example) !== Array.isArray(answer)) {
    return [`${path}: ${kindOf(answer)} instead of ${kindOf(example)}`];
  }
  if (Array.isArray(example) && Array.isArray(answer)) {
    const comparable = example.length > 0 && answer.length > 0;
    return comparable ? differences(example[0], answer[0], `${path}.0`) : [];
  }
  if (typeof example !== "object" || typeof answer !== "object") return [];
  const names = new Set([...Object.keys(example), ...Object.keys(answer)]);
  return [...names].flatMap((name) => {
    const inner = path === "" ? name : `${path}.${name}`;
    if (!Object.hasOwn(answer, name)) return [`${inner}: missing`];
    if (!Object.hasOwn(example, name)) return [`${inner}: surplus`];
    return differences(Reflect.get(example, name), Reflect.get(answer, name), inner);
  });
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}
