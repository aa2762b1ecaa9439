import { expect } from "vitest";
import type { Kit } from "../kit/index.ts";

export interface Page {
  readonly names: string[];
  readonly totalCount: number | null;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const DOCUMENT = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ModelFilter, $orderBy: ModelOrder) {
  models(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount edges { cursor node { name } } nodes { name }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

/** One page of the account's own models, looked over as the Relay specification has it. */
export async function page(query: Kit["query"], variables: object): Promise<Page> {
  const { data, errors } = await query(DOCUMENT, { ...variables });
  expect(errors).toBeUndefined();
  const { edges, nodes, totalCount, pageInfo } = data.models;
  expect(nodes).toEqual(edges.map(({ node }: { node: unknown }) => node));
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
  return { names: nodes.map(({ name }: { name: string }) => name), totalCount, pageInfo };
}
