import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { authChecker } from "./auth/authorization.ts";
import { guardRoots } from "./auth/scopes-of-roots.ts";
import { DeletionResolver } from "./resolvers/deletions.ts";
import { EvaluationResultsResolver } from "./resolvers/evaluation-results.ts";
import { EvaluationTaskResolver } from "./resolvers/evaluation-task.ts";
import { hydrated } from "./resolvers/hydration.ts";
import { keepFinals } from "./resolvers/keeping.ts";
import { ModelResolver } from "./resolvers/model.ts";
import { ModelListResolver } from "./resolvers/model-list.ts";
import { ModelVersionResolver } from "./resolvers/model-version.ts";
import { MutationResolver } from "./resolvers/mutations.ts";
import {
  CreateEvaluationTaskPayloadResolver,
  ExportEvaluationResultsPayloadResolver,
  PublishModelPayloadResolver,
} from "./resolvers/payloads.ts";
import { REFERENCES } from "./resolvers/references.ts";
import { SubscriptionResolver } from "./resolvers/subscriptions.ts";
import { subgraphOf } from "./subgraph.ts";
import { isPart } from "./types/hydration.ts";
import { originType } from "./types/model-version-origin.ts";
import { DateTime, Duration, JSONObject } from "./types/scalars.ts";

/** The subgraph: TypeGraphQL's classes, with what federation adds. */
export function buildSchema(): GraphQLSchema {
  return subgraphOf(plainSchema(), { ...REFERENCES, DateTime, Duration, JSONObject });
}

function plainSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ModelResolver,
      ModelListResolver,
      ModelVersionResolver,
      EvaluationTaskResolver,
      EvaluationResultsResolver,
      MutationResolver,
      DeletionResolver,
      PublishModelPayloadResolver,
      CreateEvaluationTaskPayloadResolver,
      ExportEvaluationResultsPayloadResolver,
      SubscriptionResolver,
    ],
    // TypeGraphQL insists on one; our subscriptions bring their own events.
    pubSub: createPubSub(),
    // Inputs are checked by our own rules, which tell every fault with its path.
    validate: false,
    authChecker,
  });
  guardRoots(schema);
  const mutation = schema.getMutationType();
  // What a platform team leaves out of a contract for those who may only look.
  if (mutation) mutation.extensions = { directives: { tag: { name: "write" } } };
  const origin = schema.getType("ModelVersionOrigin");
  // TypeGraphQL makes a promise of it, which graphql-jit takes for the type's name.
  if (isUnionType(origin)) origin.resolveType = originType;
  const roots = [schema.getQueryType(), mutation, schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    const isOurs = isObjectType(type) && !isIntrospectionType(type);
    if (isOurs && !roots.includes(type)) resolveProperties(type);
    if (isOurs) for (const field of Object.values(type.getFields())) keepFinals(field);
  }
  return schema;
}

// A field of an entity may have to be loaded; any other property needs no resolver at all.
function resolveProperties(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const part = field.extensions.comesWith;
    if (isPart(part)) field.resolve = hydrated(field.name, part);
    else if (field.args.length === 0) delete field.resolve;
  }
}
