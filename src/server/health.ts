import type { Reachability } from "../observability/reachability.ts";

/** One thing that readiness looks at. */
export interface Check {
  readonly name: string;
  /** Whether the server takes no work while it fails; otherwise it is only told. */
  readonly required: boolean;
  readonly passes: () => Promise<boolean>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, "ok" | "failing">>;
}

/** Whether this process should be sent work. That it lives at all, any answer shows. */
export class Health {
  #draining = false;

  constructor(private readonly checks: readonly Check[]) {}

  drain(): void {
    this.#draining = true;
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(this.checks.map(({ passes }) => passes()));
    const failing = this.checks.filter((_, index) => !results[index]);
    const names = new Set(failing.map(({ name }) => name));
    return {
      ready: !this.#draining && failing.every(({ required }) => !required),
      checks: {
        serving: this.#draining ? "failing" : "ok",
        ...Object.fromEntries(
          this.checks.map(({ name }) => [name, names.has(name) ? "failing" : "ok"]),
        ),
      },
    };
  }
}

/**
 * Without Qianfan there is next to nothing to answer; without Redis all goes on but writes with a key, and
 * without V1 of Qianfan's API V2 answers.
 */
export function createHealth(
  reachability: Reachability,
  replicas: { readonly redisIsUp: boolean } | null,
  v1: { readonly isGone: boolean } | null = null,
): Health {
  const upstream: Check = {
    name: "upstream",
    required: true,
    passes: () => reachability.isReachable(),
  };
  const checks = [upstream];
  if (replicas) {
    checks.push({ name: "redis", required: false, passes: async () => replicas.redisIsUp });
  }
  if (v1) checks.push({ name: "v1", required: false, passes: async () => !v1.isGone });
  return new Health(checks);
}
