import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { DataSources } from "../datasources/index.ts";
import { ID_EXAMPLE, ID_PREFIX, isId, isNumericId } from "../domain/ids.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { allows, badInput, cut } from "../schema/input-checks.ts";
import { DirectAlone, NullOnlyOnError } from "../types/directives.ts";

import { Node } from "../types/node.ts";
import { ENTITY_READS, type EntityRead } from "./entity-reads.ts";

type NodeRead = EntityRead & { readonly typeName: string };

const READS: readonly NodeRead[] = Object.entries(ENTITY_READS).map(([typeName, read]) => ({
  typeName,
  ...read,
}));

const prefixes = READS.map(({ typeName, kind }) => `"${ID_PREFIX[kind]}-" (${typeName})`);
const GLOBAL_ID = allows(
  `${prefixes.join(", ")} followed by 1 to 64 letters or digits, such as ${ID_EXAMPLE.model}; an integer names no type, so use the type's own field for it`,
  `${prefixes.join("、")}，后接 1 至 64 个字母或数字，如 ${ID_EXAMPLE.model}；整数无法区分类型，请改用该类型自己的字段`,
);

/** An object as its type's own field would find it, with the name of its type. */
type Found = object & { readonly __typename: string };

@Resolver()
export class NodeResolver {
  @Authorized<Scope>("read")
  @Query(() => Node, {
    nullable: true,
    description:
      "The object with a global id, whichever type it has; null when there is none. Costs what the type's own field costs.",
  })
  @DirectAlone
  node(
    @Arg("id", () => ID, {
      description:
        "The `id` of any object: `am-`, `amv-`, `ame-` or `amemt-`, which tells its type. Integers are refused: they do not tell the type.",
    })
    id: string,
    @Ctx() { sources }: OperationContext,
  ): Promise<Found | null> {
    return find(sources, id, ["id"]);
  }

  @Authorized<Scope>("read")
  @NullOnlyOnError
  @Query(() => [Node], {
    nullable: "itemsAndList",
    description:
      "Several objects of any types, in the order of `ids`; null where there is none. A wrong id is an error at its own place alone.",
  })
  @DirectAlone
  nodes(
    @Arg("ids", () => [ID], { description: "As `id` of `node`, of any types in any mixture." })
    ids: string[],
    @Ctx() { sources }: OperationContext,
  ): Promise<Found | null>[] {
    return ids.map((id, index) => find(sources, id, ["ids", index]));
  }
}

async function find(
  sources: DataSources,
  id: string,
  path: readonly PropertyKey[],
): Promise<Found | null> {
  const read = kindOfGlobalId(id, path);
  const found = await read.find(sources, id);
  return found && { __typename: read.typeName, ...found };
}

/** What a global id names. @throws ServiceError `BAD_USER_INPUT` for an id that names no type. */
export function kindOfGlobalId(id: string, path: readonly PropertyKey[]): NodeRead {
  const read = READS.find(({ kind }) => !isNumericId(id) && isId(kind, id));
  if (!read) throw badInput([{ path, given: cut(JSON.stringify(id)), allowed: GLOBAL_ID }]);
  return read;
}
