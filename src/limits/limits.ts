import type { Config } from "../config/index.ts";
import { type Localized, ServiceError } from "../domain/errors.ts";

/** What is limited, by the setting that says how far. */
const MEASURES = {
  MAX_FIELDS: { en: "fields", zh: "字段数" },
  MAX_DEPTH: { en: "levels", zh: "嵌套层数" },
  MAX_ALIASES: { en: "renamed or repeated fields", zh: "别名或重复字段数" },
  MAX_ROOT_FIELDS: { en: "root fields", zh: "根字段数" },
  MAX_DIRECTIVES: { en: "directives", zh: "指令数" },
  MAX_COST: { en: "calls to Qianfan, estimated from above", zh: "千帆调用次数（按上限估算）" },
  MAX_ANSWER_OBJECTS: { en: "objects in the lists of its answer", zh: "结果列表中的对象数" },
  MAX_ANSWER_BYTES: { en: "bytes in its answer", zh: "结果字节数" },
  MAX_VARIABLES_DEPTH: { en: "levels of variables", zh: "变量嵌套层数" },
} as const satisfies Record<string, Localized>;

export type LimitName = keyof typeof MEASURES;

const NAMES = Object.keys(MEASURES) as LimitName[];

/** How far an operation may go. */
export type Limits = Readonly<Record<LimitName, number>>;

/** No input of the schema is nearly as deep; what is deeper was made to exhaust a stack. */
export const MAX_VARIABLES_DEPTH = 20;

export function limitsOf(config: Config): Limits {
  const { MAX_FIELDS, MAX_DEPTH, MAX_ALIASES, MAX_ROOT_FIELDS, MAX_DIRECTIVES, MAX_COST } = config;
  const { MAX_ANSWER_OBJECTS, MAX_ANSWER_BYTES } = config;
  return {
    ...{ MAX_FIELDS, MAX_DEPTH, MAX_ALIASES, MAX_ROOT_FIELDS, MAX_DIRECTIVES, MAX_COST },
    ...{ MAX_ANSWER_OBJECTS, MAX_ANSWER_BYTES, MAX_VARIABLES_DEPTH },
  };
}

/** How far something goes, and how far it may. */
export interface Measurement {
  readonly found: number;
  readonly limit: number;
}

/** The error for whatever of an operation is over a limit; null when nothing is. */
export function overLimit(
  found: Readonly<Partial<Record<LimitName, number>>>,
  limits: Readonly<Partial<Limits>>,
): ServiceError | null {
  for (const name of NAMES) {
    const count = found[name] ?? 0;
    const limit = limits[name] ?? Number.POSITIVE_INFINITY;
    if (count <= limit) continue;
    const { en, zh } = MEASURES[name];
    return new ServiceError(
      "LIMIT_EXCEEDED",
      { setting: name, found: shown(count), limit: String(limit), what: { en, zh } },
      { extensions: { setting: name, limit, found: Math.min(count, Number.MAX_SAFE_INTEGER) } },
    );
  }
  return null;
}

// A bomb of fragments is worth more fields than a number has digits.
function shown(count: number): string {
  return count > 1e9 ? ">1000000000" : String(count);
}
