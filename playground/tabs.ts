import type { GraphiQLProps } from "graphiql";

export type Tab = NonNullable<GraphiQLProps["defaultTabs"]>[number];

const documents = import.meta.glob<string>("../examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});
const variables = import.meta.glob<string>("../examples/*.variables.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** One tab for each file of `examples/`, in the order of their names. */
export function exampleTabs(headers: string): Tab[] {
  return Object.entries(documents).map(([path, query]) => ({
    query: query.trim(),
    variables: variables[path.replace(/\.graphql$/, ".variables.json")]?.trim() ?? null,
    headers,
  }));
}
