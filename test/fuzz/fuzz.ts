import type { GraphQLSchema } from "graphql";
import { comparable } from "./difference.ts";
import { faultsOf } from "./faults.ts";
import { randomOperation } from "./generate.ts";
import type { Grammar } from "./grammar.ts";
import { cursorsOf, learnPairs } from "./learn.ts";
import type { FuzzOperation } from "./operation.ts";
import { serverGrammar } from "./pools.ts";
import { Random } from "./random.ts";
import { referenceAnswer, referenceSchema } from "./reference.ts";
import { type Answer, type FuzzServer, startFuzzServer } from "./server.ts";
import { shrunk } from "./shrink.ts";
import { readWorld, type World } from "./world.ts";

export interface FuzzOptions {
  readonly seed: number;
  readonly documents: number;
  /** Whether calls fail upstream, the same ones each time. */
  readonly withFaults?: boolean;
  /** Settings of the server other than the fuzz's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** After how many differences to give up; 1 when left out. */
  readonly most?: number;
}

/** An operation that the server answered otherwise than the reference does. */
export interface Difference {
  /** Which of the documents it was, from 0. */
  readonly index: number;
  /** At which time of asking it differed, from 1. */
  readonly time: number;
  readonly operation: FuzzOperation;
  readonly expected: Answer;
  readonly answered: Answer;
}

export interface FuzzReport {
  readonly documents: number;
  /** How many of them were answered with data and without an error. */
  readonly withoutErrors: number;
  readonly differences: readonly Difference[];
  /** What was asked upstream, by name. */
  readonly upstream: ReadonlySet<string>;
}

/** Each document is sent so often; one of `SAMPLE` as often as it takes to be a known one anywhere. */
const TIMES = 2;
const MANY_TIMES = 45;
const SAMPLE = 200;

/** Compares the server's answers to random documents with the reference's. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { withFaults = false, most = 1 } = options;
  // What is kept of an object does not fail.
  const settings: Record<string, string> = {
    ...(withFaults ? { FINALS_MAX_ENTRIES: "0" } : {}),
    ...options.settings,
  };
  const server = await startFuzzServer(settings, withFaults);
  try {
    await learnPairs(server);
    const cursors = await cursorsOf(server);
    if (withFaults) server.fail(faultsOf(server.emulator));
    const schema = referenceSchema();
    const world = await readWorld(server);
    const comparison = new Comparison(server, schema, world);
    const grammar = serverGrammar(schema, world, cursors);
    return await compareAll(options, most, grammar, comparison, server);
  } finally {
    await server.stop();
  }
}

async function compareAll(
  { seed, documents }: FuzzOptions,
  most: number,
  grammar: Grammar,
  comparison: Comparison,
  server: FuzzServer,
): Promise<FuzzReport> {
  const differences: Difference[] = [];
  let compared = 0;
  let withoutErrors = 0;
  for (; compared < documents && differences.length < most; compared += 1) {
    const operation = randomOperation(new Random(seed * 1_000_003 + compared), grammar);
    const times = compared % SAMPLE === 0 ? MANY_TIMES : TIMES;
    const found = await comparison.difference(operation, times);
    if (!found) {
      withoutErrors += comparison.wasWithoutErrors ? 1 : 0;
      continue;
    }
    const smallest = await shrunk(operation, async (candidate) =>
      Boolean(await comparison.difference(candidate, found.time)),
    );
    const difference = (await comparison.difference(smallest, found.time)) ?? found;
    differences.push({ index: compared, ...difference });
  }
  const upstream = new Set(server.emulator.calls.map(({ operation }) => operation));
  return { documents: compared, withoutErrors, differences, upstream };
}

class Comparison {
  wasWithoutErrors = false;

  constructor(
    private readonly server: FuzzServer,
    private readonly schema: GraphQLSchema,
    private readonly world: World,
  ) {}

  async difference(
    operation: FuzzOperation,
    times: number,
  ): Promise<Omit<Difference, "index"> | null> {
    const expected = await referenceAnswer(this.schema, this.world, operation);
    this.wasWithoutErrors = expected.errors === undefined;
    const wanted = comparable(expected);
    for (let time = 1; time <= times; time += 1) {
      const answered = await this.server.send(operation, methodOf(operation, time));
      if (comparable(answered) !== wanted) return { time, operation, expected, answered };
    }
    return null;
  }
}

/** Every third time, and half of the second ones, by GET, where that is allowed and short. */
function methodOf({ query }: FuzzOperation, time: number): "GET" | "POST" {
  return time % 3 === 2 && query.length < 5000 && !query.includes("mutation") ? "GET" : "POST";
}
