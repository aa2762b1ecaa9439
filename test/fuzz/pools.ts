import type { GraphQLSchema } from "graphql";
import type { Arguments, Grammar, Json } from "./grammar.ts";
import type { Random } from "./random.ts";
import type { Kind, World } from "./world.ts";

const STATES = ["READY", "FAILED", "CREATING", "UNKNOWN"];
const TYPES = ["TEXT_GENERATION", "IMAGE_GENERATION", "VECTOR", "INDUSTRY"];
const ORDERS = ["BLEU4", "ROUGE_1", "ROUGE_2", "ROUGE_L", "JUDGE_SCORE"];
const MALFORMED = ["", "x y", "0", "-1", "am", "ame_5", "9223372036854775808"];

const ENTITIES: readonly (readonly [string, Kind])[] = [
  ["Model", "model"],
  ["ModelVersion", "modelVersion"],
  ["EvaluationTask", "evaluationTask"],
  ["EvaluationResultExport", "resultExport"],
];

// A reference of which nothing but its key is wanted is not looked up, so whether there is such an
// object makes no difference then: one of these fields is wanted of each.
const LOOKED_UP = ENTITIES.map(([type]) => `... on ${type} { numericId }`).join(" ");

/** The grammar of this server's schema over a world, with cursors that the server has given. */
export function serverGrammar(
  schema: GraphQLSchema,
  world: World,
  cursors: readonly string[],
): Grammar {
  const pools = new Pools(world, cursors);
  const wait = (random: Random): Arguments =>
    random.chance(0.9) ? {} : { waitUpTo: random.pick(["PT0S", "P0D", "soon", null]) };
  return {
    schema,
    mayBeWrong: true,
    mutates: true,
    without: new Set([
      // Its text is the committed schema's; tests of federation compare it.
      "Query._service",
      // These write.
      ...[
        "createEvaluationTask",
        "exportEvaluationResults",
        "publishModel",
        "stopEvaluationTask",
        "updateEvaluationTask",
      ].map((name) => `Mutation.${name}`),
      // V2 alone has these: test/lists/evaluations.test.ts compares their pages.
      ...["Query.evaluationTaskConnection", "ModelVersion.evaluationTasks"],
    ]),
    fixed: new Set(
      ["deleteModels", "deleteModelVersions", "deleteEvaluationTasks"].map(
        (name) => `Mutation.${name}.dryRun`,
      ),
    ),
    first: { "Query._entities": LOOKED_UP },
    fields: {
      "Query.model": (random) => ({ id: pools.id(random, "model") }),
      "Query.modelVersion": (random) => ({ id: pools.id(random, "modelVersion"), ...wait(random) }),
      "Query.modelVersions": (random) => ({ ids: pools.ids(random, "modelVersion") }),
      "Query.evaluationTask": (random) => ({
        id: pools.id(random, "evaluationTask"),
        ...wait(random),
      }),
      "Query.evaluationTasks": (random) => ({ ids: pools.ids(random, "evaluationTask") }),
      "Query.evaluationResultExport": (random) => ({
        id: pools.id(random, "resultExport"),
        ...wait(random),
      }),
      "Query.node": (random) => ({ id: pools.globalId(random) }),
      "Query.nodes": (random) => ({
        ids: Array.from({ length: random.whole(0, 5) }, () => pools.globalId(random)),
      }),
      "Query._entities": (random) => ({
        representations: Array.from({ length: random.whole(0, 4) }, () =>
          pools.representation(random),
        ),
      }),
      "Query.models": (random) => pools.models(random),
      "Query.evaluableModels": (random) => ({
        ...maybe(random, "filter", () => ({
          ...maybe(random, "name", () => pools.text(random)),
          ...maybe(random, "source", () => random.pick(["OWN", "PRESET"])),
          ...maybe(random, "types", () => random.some(TYPES, 0, 2)),
        })),
      }),
      "Model.versions": (random) => ({
        ...maybe(random, "state", () => random.pick(STATES)),
        ...maybe(random, "first", () => random.pick([0, 1, 2, 3, 100, -1])),
      }),
      "Model.versionConnection": (random) => ({
        ...maybe(random, "state", () => random.pick(STATES)),
        ...pools.page(random),
      }),
      "EvaluationTask.results": (random) => pools.results(random),
      "Mutation.deleteModels": (random) => pools.dryRun(random, "model"),
      "Mutation.deleteModelVersions": (random) => pools.dryRun(random, "modelVersion"),
      "Mutation.deleteEvaluationTasks": (random) => pools.dryRun(random, "evaluationTask"),
    },
  };
}

/** An argument or member that is mostly left out. */
function maybe(random: Random, name: string, make: () => Json): Arguments {
  if (random.chance(0.65)) return {};
  return { [name]: random.chance(0.08) ? null : make() };
}

class Pools {
  constructor(
    private readonly world: World,
    private readonly cursors: readonly string[],
  ) {}

  id(random: Random, kind: Kind): string {
    const chosen = random.next();
    if (chosen < 0.02) return random.pick(MALFORMED);
    if (chosen < 0.05) return random.pick(["am-none", "amv-none", "ame-none", "424242"]);
    const pair = random.pick(this.world.pairs[kind]);
    return random.chance(0.6) ? pair.id : pair.numericId;
  }

  ids(random: Random, kind: Kind): string[] {
    return Array.from({ length: random.whole(0, 5) }, () => this.id(random, kind));
  }

  globalId(random: Random): string {
    const [, kind] = random.pick(ENTITIES);
    return this.id(random, kind);
  }

  representation(random: Random): Json {
    const [__typename, kind] = random.pick(ENTITIES);
    const id = this.id(random, kind);
    const asNumber = /^[1-9]\d{0,8}$/.test(id) && random.chance(0.5);
    const written = { __typename, id: asNumber ? Number(id) : id };
    return random.chance(0.02) ? { id, __typename: "Planet" } : written;
  }

  text(random: Random): string {
    return random.pick(["客服", "模型", "ERNIE", "文", "nothing", ""]);
  }

  page(random: Random, cursors = this.cursors): Arguments {
    return {
      ...maybe(random, "first", () => random.pick([1, 2, 3, 5, 100, 0, 101])),
      ...(random.chance(0.8) ? {} : { last: random.pick([1, 2, 3, 100]) }),
      ...(random.chance(0.75) ? {} : { after: random.pick(["nonsense", ...cursors]) }),
      ...(random.chance(0.85) ? {} : { before: random.pick(["nonsense", ...cursors]) }),
    };
  }

  models(random: Random): Arguments {
    const scope: Arguments = random.chance(0.4) ? {} : { scope: random.pick(["OWN", "PRESET"]) };
    // The mark of a cursor is of the list with its filter, which the reference does not know.
    if (random.chance(0.5)) return { ...scope, ...this.page(random) };
    return {
      ...scope,
      ...this.page(random, []),
      ...maybe(random, "filter", () => ({
        ...maybe(random, "name", () => this.text(random)),
        ...maybe(random, "types", () => random.some(TYPES, 0, 2)),
        ...maybe(random, "typeCodes", () => random.some([0, 1, 4, -1], 0, 2)),
        ...(random.chance(0.9) ? {} : { vendors: ["Baidu"] }),
      })),
      ...maybe(random, "orderBy", () => ({
        ...maybe(random, "field", () => "CREATED_AT"),
        ...maybe(random, "direction", () => random.pick(["ASC", "DESC"])),
      })),
    };
  }

  results(random: Random): Arguments {
    const few = { first: random.whole(1, 3) };
    if (random.chance(0.5)) return { ...few, ...this.page(random) };
    const range = (from: number, to: number): Json => ({
      ...maybe(random, "from", () => from),
      ...maybe(random, "to", () => to),
    });
    return {
      ...few,
      ...maybe(random, "filter", () => ({
        ...maybe(random, "bleu4", () => range(0.2, random.pick([0.5, 0.1, 2]))),
        ...maybe(random, "rougeL", () => range(0, 0.9)),
        ...maybe(random, "judgeScore", () => range(1, random.pick([3, 0]))),
        ...maybe(random, "modelVersionIds", () => this.ids(random, "modelVersion")),
      })),
      ...maybe(random, "orderBy", () => ({
        field: random.pick(ORDERS),
        ...maybe(random, "direction", () => random.pick(["ASC", "DESC"])),
      })),
    };
  }

  dryRun(random: Random, kind: Kind): Arguments {
    return { ids: this.ids(random, kind), dryRun: true };
  }
}
