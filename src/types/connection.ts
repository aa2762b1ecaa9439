import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { Calls } from "./calls.ts";
import { CachedWithOwner, Shareable } from "./directives.ts";

/** How many entries a page has when nothing is said, and at most. */
export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

@ObjectType({
  description: "Where a page stands in its list, as the Relay connection specification has it.",
})
@Shareable
@CachedWithOwner
export class PageInfo {
  @Field(() => Boolean, { description: "Whether the list goes on after this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether there is something before this page." })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The first edge's cursor, for `before`; null when the page is empty.",
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last edge's cursor, for `after`; null when the page is empty.",
  })
  endCursor: string | null;
}

/** Which page is wanted of a list that can be read from the front alone. */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `At most so many: 1 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when left out.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only what follows the edge with this cursor, an `endCursor` of the same list.",
  })
  after?: string | null;
}

/** Which page of a list is wanted. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `At most so many from the front: 1 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only what follows the edge with this cursor, an `endCursor` of the same list.",
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `At most so many from the back: 1 to ${MAX_PAGE_SIZE}. Not together with \`first\`.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only what precedes the edge with this cursor, a `startCursor` of the same list.",
  })
  before?: string | null;
}

export interface EdgeOf<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface ConnectionOf<Node> {
  readonly edges: readonly EdgeOf<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/**
 * The connection type of a node type, and its edge type. `things` names the nodes in descriptions;
 * `calls` is how many calls a node may cost beside its page.
 */
export function connectionType<Node extends object>(
  name: string,
  things: string,
  node: () => ClassType<Node>,
  calls = 0,
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${name}Edge`, { description: `One of the ${things} of a page, and its place.` })
  @CachedWithOwner
  class Edge implements EdgeOf<Node> {
    @Field(() => String, {
      description:
        "Its place in the list, for `after` and `before`. Opaque; kept for one list only.",
    })
    cursor: string;

    @Calls(calls)
    @Field(node, { description: "What stands there." })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${things}.` })
  @CachedWithOwner
  class Connection implements ConnectionOf<Node> {
    @Field(() => [Edge], { description: "The page's entries, each with its cursor." })
    edges: Edge[];

    @Calls(calls)
    @Field(() => [node()], { description: "The page's entries, without cursors." })
    nodes: Node[];

    @Field(() => PageInfo, { description: "What comes before and after." })
    pageInfo: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: "How many there are in the whole list; null when Qianfan does not tell.",
    })
    totalCount: number | null;
  }
  return Connection;
}
