import { type Change, CriticalityLevel, diff, type Rule } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** What other subgraphs name our objects by, and answer in our stead: it has to stay. */
const RELIED_ON = new Set(["key", "shareable"]);

/** Inspector knows no federation: to it a directive is only a directive. */
const breaksComposition: Rule = ({ changes }) =>
  changes.map((change) =>
    isBreaking(change.meta)
      ? { ...change, criticality: { level: CriticalityLevel.Breaking } }
      : change,
  );

function isBreaking(meta: Readonly<Record<string, unknown>>): boolean {
  const hidden = meta.addedDirectiveName === "inaccessible" && !meta.addedToNewType;
  const anotherKey = meta.directiveName === "key" && meta.removedArgumentName === "fields";
  const unresolvable = meta.addedArgumentName === "resolvable";
  return hidden || anotherKey || unresolvable || RELIED_ON.has(String(meta.removedDirectiveName));
}

/** How a subgraph's schema differs from an earlier one, for its clients and for those who compose it. */
export async function changes(earlier: string, later: string): Promise<Change[]> {
  return diff(parsed(earlier), parsed(later), [breaksComposition]);
}

/** Whether a version may break what another one promised: a new major one, or minor one before 1.0. */
export function mayBreak(earlier: string, later: string): boolean {
  const [[major, minor], [nextMajor, nextMinor]] = [earlier.split("."), later.split(".")];
  return major !== nextMajor || (major === "0" && minor !== nextMinor);
}

// Federation's own directives are imported by @link and defined nowhere.
function parsed(sdl: string) {
  return buildSchema(sdl, { assumeValidSDL: true });
}
