import { ApolloServerErrorCode } from "@apollo/server/errors";
import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Stage } from "./stage.ts";

/** Refuses an operation that its transport cannot answer, before anything of it runs. */
export function checkTransport(): Stage {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ document, operation, contextValue: { run } }) {
        if (!operation) return;
        if (operation.operation === "subscription") {
          // Executed like a query, a subscription would have no events.
          if (run.kind === "operation") throw notByPlainHttp();
          checkConditions(operation, document);
        } else if (run.kind !== "operation") throw onlySubscriptions();
      },
    }),
  };
}

function notByPlainHttp(): GraphQLError {
  return new GraphQLError(
    "Subscribe with `Accept: text/event-stream`, or over a WebSocket at this same path.",
    { extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 406 } } },
  );
}

function onlySubscriptions(): GraphQLError {
  return new GraphQLError("Only subscriptions are answered here: send other operations by HTTP.", {
    extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
  });
}

// The GraphQL specification forbids them since 2021; graphql 16 does not validate it.
function checkConditions(operation: OperationDefinitionNode, document: DocumentNode): void {
  const node = conditionIn(operation.selectionSet, document);
  if (!node) return;
  throw new GraphQLError(
    "The root field of a subscription must not have `@skip` or `@include`: its events could not be chosen.",
    {
      nodes: [node],
      extensions: {
        code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
        http: { status: 400 },
      },
    },
  );
}

function conditionIn(
  { selections }: SelectionSetNode,
  document: DocumentNode,
): DirectiveNode | undefined {
  for (const selection of selections) {
    const own = selection.directives?.find(({ name }) => CONDITIONS.has(name.value));
    const below = own ? undefined : selectionBelow(selection, document);
    const found = own ?? (below && conditionIn(below, document));
    if (found) return found;
  }
  return undefined;
}

// What stands below a field is no part of the root.
function selectionBelow(
  selection: SelectionNode,
  document: DocumentNode,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  if (selection.kind === Kind.FIELD) return undefined;
  return fragment(selection.name.value, document);
}

const CONDITIONS: ReadonlySet<string> = new Set(["skip", "include"]);

function fragment(name: string, { definitions }: DocumentNode): SelectionSetNode | undefined {
  for (const each of definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name)
      return each.selectionSet;
  }
  return undefined;
}
