import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { UpstreamRead } from "../datasources/upstream-budget.ts";
import { OperationNames } from "./operation-names.ts";
import { registerProcessCounters } from "./process-counters.ts";

const PREFIX = "qianfan_graphql_";
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What has a state to show: an account, its limiter, its breaker, the other replicas. */
export interface Observed {
  readonly flights: number;
  readonly finals: number;
  readonly idPairs: number;
  readonly pollers: number;
  readonly watchers: number;
  readonly open: number;
  readonly waiting: number;
  readonly isOpen: boolean;
  readonly redisIsUp: boolean;
}

/** Its name in `/metrics`, and its help. One that nothing shows does not compile. */
export const GAUGES: Readonly<Record<keyof Observed, readonly [name: string, help: string]>> = {
  flights: ["flights", "Reads under way that others can share."],
  finals: ["finals", "Answers about final things in the cache."],
  idPairs: ["id_pairs", "Pairs of ids that are remembered."],
  pollers: ["pollers", "Objects that are polled, since they are watched."],
  watchers: ["watchers", "Subscribers and waiting requests that watch them."],
  open: ["subscriptions_open", "Subscriptions that are open."],
  waiting: ["limiter_waiting", "Calls that wait for their turn within the quota."],
  isOpen: ["breakers_open", "Accounts whose reads fail at once, since Qianfan does."],
  redisIsUp: ["redis_up", "Whether Redis answers; 0 also where none is set."],
};

const OBSERVED = Object.keys(GAUGES) as (keyof Observed)[];

export interface EndedOperation {
  /** As the caller named it; null when it has no name. */
  readonly name: string | null;
  /** Null when the document could not be understood. */
  readonly type: string | null;
  /** `ok`, or the code of its first error. */
  readonly outcome: string;
  readonly seconds: number;
  readonly reads: readonly UpstreamRead[];
}

export interface EndedCall {
  readonly operation: string;
  /** `ok`, `refused`, `cancelled`, or the code of its error. */
  readonly outcome: string;
  readonly attempts: number;
  readonly seconds: number;
}

/** What Prometheus is told. Every label has a bounded set of values. */
export class Metrics {
  readonly registry = new Registry();
  readonly #names: OperationNames;

  readonly #operations = new Counter({
    name: `${PREFIX}operations_total`,
    help: "GraphQL operations that have ended, by outcome: ok or the code of the first error.",
    labelNames: ["operation", "type", "outcome"] as const,
    registers: [this.registry],
  });
  readonly #operationSeconds = new Histogram({
    name: `${PREFIX}operation_duration_seconds`,
    help: "How long GraphQL operations took.",
    labelNames: ["operation", "type"] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly #reads = new Counter({
    name: `${PREFIX}reads_total`,
    help: "Reads by how they were answered: sent to Qianfan, shared with another's call, cached.",
    labelNames: ["operation", "how"] as const,
    registers: [this.registry],
  });
  readonly #calls = new Counter({
    name: `${PREFIX}upstream_calls_total`,
    help: "Calls to Qianfan that have ended, by outcome: ok, refused, cancelled or an error's code.",
    labelNames: ["operation", "outcome"] as const,
    registers: [this.registry],
  });
  readonly #attempts = new Counter({
    name: `${PREFIX}upstream_attempts_total`,
    help: "Requests sent to Qianfan; more than calls by those tried again.",
    labelNames: ["operation"] as const,
    registers: [this.registry],
  });
  readonly #callSeconds = new Histogram({
    name: `${PREFIX}upstream_call_duration_seconds`,
    help: "How long calls to Qianfan took, with all their attempts and the waits between.",
    labelNames: ["operation"] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly #limiterSeconds = new Histogram({
    name: `${PREFIX}limiter_wait_seconds`,
    help: "How long calls to Qianfan have waited for their turn within the quota.",
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly #redisDropped = new Counter({
    name: `${PREFIX}redis_values_dropped_total`,
    help: "Values in Redis that do not fit and were dropped, by kind.",
    labelNames: ["what"] as const,
    registers: [this.registry],
  });
  readonly #v1Withdrawn = new Gauge({
    name: `${PREFIX}v1_withdrawn`,
    help: "Accounts for which V1 of Qianfan's API does not have the operation any more, so that V2 answers.",
    labelNames: ["operation"] as const,
    registers: [this.registry],
  });
  readonly #surprises = new Counter({
    name: `${PREFIX}upstream_surprises_total`,
    help: "Differences between answers of Qianfan and what the decoders know, in a sample of answers.",
    labelNames: ["operation", "member", "kind"] as const,
    registers: [this.registry],
  });
  readonly #observed: Partial<Observed>[] = [];

  constructor(maxOperationNames: number) {
    this.#names = new OperationNames(maxOperationNames);
    collectDefaultMetrics({ register: this.registry });
    registerProcessCounters(PREFIX, this.registry);
    for (const from of OBSERVED) this.#gauge(from, ...GAUGES[from]);
  }

  operationEnded({ name, type, outcome, seconds, reads }: EndedOperation): void {
    const operation = type === null ? "invalid" : this.#names.labelOf(name);
    const known = type ?? "unknown";
    this.#operations.inc({ operation, type: known, outcome });
    this.#operationSeconds.observe({ operation, type: known }, seconds);
    this.readsMade(reads);
  }

  readsMade(reads: readonly UpstreamRead[]): void {
    for (const { operation, how } of reads) this.#reads.inc({ operation, how });
  }

  callEnded({ operation, outcome, attempts, seconds }: EndedCall): void {
    this.#calls.inc({ operation, outcome });
    this.#attempts.inc({ operation }, attempts);
    this.#callSeconds.observe({ operation }, seconds);
  }

  limiterWaited(seconds: number): void {
    this.#limiterSeconds.observe(seconds);
  }

  v1Withdrawn(operation: string, isGone: boolean): void {
    this.#v1Withdrawn.inc({ operation }, isGone ? 1 : -1);
  }

  redisValueDropped(what: string): void {
    this.#redisDropped.inc({ what });
  }

  surprised(operation: string, member: string, kind: string): void {
    this.#surprises.inc({ operation, member, kind });
  }

  /** Shows how things stand at the moment of each scrape, added up over all accounts. */
  observe(source: Partial<Observed>): void {
    this.#observed.push(source);
  }

  #gauge(from: keyof Observed, name: string, help: string): void {
    const observed = this.#observed;
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(observed.reduce((sum, source) => sum + Number(source[from] ?? 0), 0));
      },
    });
  }
}
