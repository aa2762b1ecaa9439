import { ApolloServerErrorCode } from "@apollo/server/errors";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import type { ServiceError } from "../../errors.ts";
import type { OperationLimits } from "../../limits/operation-limits.ts";
import { conditionAtRoot, VALIDATION_RULES } from "../../limits/validation.ts";

/** What a client sends to subscribe. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A valid subscription. */
export interface SubscriptionOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variableValues: Readonly<Record<string, unknown>> | null | undefined;
  /** The name, in the result, of its one field. */
  readonly field: string;
}

/** The subscription that a request asks for, or why there cannot be one. */
export function subscriptionOperation(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscriptionRequest,
  limits: OperationLimits,
): SubscriptionOperation | ServiceError | readonly GraphQLError[] {
  const document = parsed(query, limits.parsing);
  if (document instanceof GraphQLError) return [document];
  const tooLarge = limits.beforeValidation(document);
  if (tooLarge) return tooLarge;
  const faults = validate(schema, document, VALIDATION_RULES, limits.validating);
  if (faults.length > 0) return faults.map(invalid);
  const operation = getOperationAST(document, operationName);
  if (!operation) return [refused("The document has no such operation.")];
  if (operation.operation !== "subscription") {
    return [refused("Only subscriptions are answered here: send other operations by HTTP.")];
  }
  const condition = conditionAtRoot(document, operation);
  if (condition) return [invalid(condition)];
  const tooDear = limits.beforeExecution(document, operation, variables ?? {});
  if (tooDear) return tooDear;
  const field = fieldIn(operation.selectionSet, document);
  return { schema, document, operationName, variableValues: variables, field };
}

function parsed(query: string, options: ParseOptions): DocumentNode | GraphQLError {
  try {
    return parse(query, options);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return coded(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED);
  }
}

function fieldIn(selectionSet: SelectionSetNode | undefined, document: DocumentNode): string {
  const [selection] = selectionSet?.selections ?? [];
  if (selection?.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection?.kind === Kind.INLINE_FRAGMENT) return fieldIn(selection.selectionSet, document);
  const fragment = document.definitions.find(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION &&
      definition.name.value === selection?.name.value,
  );
  return fragment && "selectionSet" in fragment ? fieldIn(fragment.selectionSet, document) : "";
}

function invalid(error: GraphQLError): GraphQLError {
  return coded(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: ApolloServerErrorCode.BAD_REQUEST } });
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
