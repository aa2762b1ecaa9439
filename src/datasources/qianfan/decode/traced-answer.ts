/** One member as a decoder asked for it. */
interface Asked {
  readonly path: string;
  readonly value: unknown;
}

/** Lists are long and their items alike: the first ones are looked at. */
const MAX_ITEMS = 20;

/** An answer that remembers which of its members a decoder asks for. */
export class TracedAnswer {
  readonly #asked: Asked[] = [];
  readonly #paths = new WeakMap<object, string>();
  readonly #proxies = new WeakMap<object, object>();
  readonly #objects: { readonly path: string; readonly target: object; names: Set<string> }[] = [];
  readonly #absent = new Set<string>();
  readonly root: unknown;

  constructor(answer: unknown) {
    this.root = this.#traced(answer, "");
  }

  /** Members that were asked for and are not there. */
  get absent(): ReadonlySet<string> {
    return this.#absent;
  }

  /** Members that nothing asked for, in the objects that were looked into. */
  unread(): Asked[] {
    return this.#objects.flatMap(({ path, target, names }) => {
      if (Array.isArray(target) || names.size === 0) return [];
      return Object.entries(target)
        .filter(([name, value]) => !names.has(name) && !isEmpty(value))
        .map(([name, value]) => ({ path: joined(path, name), value }));
    });
  }

  /** Where a value that a reader was given came from. */
  pathOf(value: unknown): string {
    if (typeof value === "object" && value !== null) return this.#paths.get(value) ?? "";
    // A code is read as a text, and one of several words is a part of the text.
    const sought = String(value);
    const found =
      this.#asked.findLast((asked) => String(asked.value) === sought) ??
      this.#asked.findLast((asked) => String(asked.value).includes(sought));
    return (found ?? this.#asked.at(-1))?.path ?? "";
  }

  #traced(value: unknown, path: string): unknown {
    if (typeof value !== "object" || value === null) return value;
    const known = this.#proxies.get(value);
    if (known) return known;
    const target = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : value;
    const names = new Set<string>();
    this.#objects.push({ path, target, names });
    const proxy = new Proxy(target, {
      get: (holder, name) => {
        const member: unknown = Reflect.get(holder, name);
        if (typeof name === "symbol" || !isMember(holder, name)) return member;
        const at = Array.isArray(holder) ? `${path}[]` : joined(path, name);
        names.add(name);
        if (!Object.hasOwn(holder, name)) this.#absent.add(at);
        if (typeof member !== "object" || member === null) {
          this.#asked.push({ path: at, value: member });
        }
        return this.#traced(member, at);
      },
      has: (holder, name) => {
        if (typeof name === "string") names.add(name);
        return Reflect.has(holder, name);
      },
    });
    this.#proxies.set(value, proxy);
    this.#paths.set(proxy, path);
    return proxy;
  }
}

/** Not what each list or object has: its length, its methods. */
function isMember(holder: object, name: string): boolean {
  if (Array.isArray(holder)) return Object.hasOwn(holder, name) && name !== "length";
  return Object.hasOwn(holder, name) || !(name in holder);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Names that may be data, such as ids or scores, are not shown. */
function joined(path: string, name: string): string {
  const shown = /^[A-Za-z_][A-Za-z0-9_]{0,47}$/.test(name) ? name : "*";
  return path === "" ? shown : `${path}.${shown}`;
}
