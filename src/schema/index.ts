import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import { type GraphQLSchema, isUnionType } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { authChecker } from "../auth/authorization.ts";
import { guardRoots } from "../auth/scopes-of-roots.ts";
import { auditMutations } from "../observability/audit-log.ts";
import { completeFields } from "../resolvers/complete-fields.ts";
import { DeletionResolver } from "../resolvers/deletion-mutations.ts";
import { EvaluationListResolver } from "../resolvers/evaluation-list.ts";
import { EvaluationResultsResolver } from "../resolvers/evaluation-results.ts";
import { EvaluationTaskResolver } from "../resolvers/evaluation-task.ts";
import { ModelResolver } from "../resolvers/model.ts";
import { ModelListResolver } from "../resolvers/model-list.ts";
import { ModelVersionResolver } from "../resolvers/model-version.ts";
import { MutationResolver } from "../resolvers/mutations.ts";
import { NodeResolver } from "../resolvers/node.ts";
import {
  CreateEvaluationTaskPayloadResolver,
  ExportEvaluationResultsPayloadResolver,
  PublishModelPayloadResolver,
} from "../resolvers/payloads.ts";
import { REFERENCES } from "../resolvers/references.ts";
import { SubscriptionResolver } from "../resolvers/subscriptions.ts";
import { UpdateEvaluationTaskResolver } from "../resolvers/update-evaluation-task.ts";
import { originType } from "../types/model-version-origin.ts";
import { DateTime, Duration, JSONObject, Representation } from "../types/scalars.ts";
import { refuseUnknownInputs } from "./input-enums.ts";
import { subgraphOf } from "./subgraph.ts";

let built: GraphQLSchema | undefined;

/** The subgraph: TypeGraphQL's classes, with what federation adds. Built once for a process. */
export function getSchema(): GraphQLSchema {
  built ??= buildSchema();
  return built;
}

function buildSchema(): GraphQLSchema {
  const schema = subgraphOf(plainSchema(), {
    ...REFERENCES,
    ...{ DateTime, Duration, JSONObject, _Any: Representation },
  });
  completeFields(schema);
  refuseUnknownInputs(schema);
  return schema;
}

function plainSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ModelResolver,
      ModelListResolver,
      ModelVersionResolver,
      EvaluationTaskResolver,
      EvaluationResultsResolver,
      EvaluationListResolver,
      NodeResolver,
      MutationResolver,
      UpdateEvaluationTaskResolver,
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
  describeRoots(schema);
  guardRoots(schema);
  auditMutations(schema);
  const mutation = schema.getMutationType();
  // What a platform team leaves out of a contract for those who may only look.
  if (mutation) mutation.extensions = { directives: { tag: { name: "write" } } };
  const origin = schema.getType("ModelVersionOrigin");
  // TypeGraphQL makes a promise of it.
  if (isUnionType(origin)) origin.resolveType = originType;
  return schema;
}

// TypeGraphQL's classes have no place for these.
function describeRoots(schema: GraphQLSchema): void {
  const descriptions = [
    [schema.getQueryType(), "What can be read. A query changes nothing at Qianfan."],
    [schema.getMutationType(), "What changes something at Qianfan. Each call is sent once."],
    [schema.getSubscriptionType(), "What changes by itself, from now until its final state."],
  ] as const;
  for (const [root, description] of descriptions) if (root) root.description = description;
}
