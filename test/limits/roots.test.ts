import type { GraphQLObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { expect, it } from "vitest";
import { createFieldCosts } from "../../src/limits/field-costs.ts";
import { getSchema } from "../../src/schema/index.ts";

/** Each root's scope, and its price: the calls to Qianfan that it makes itself, for each id of a list. */
it("each query, mutation and subscription has a scope and a price", () => {
  const schema = getSchema();
  const prices = createFieldCosts(schema);
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const scopes = new Map(
    [...queries, ...mutations, ...subscriptions].map(({ schemaName, roles }) => [
      schemaName,
      roles ?? [],
    ]),
  );
  const line = (root: GraphQLObjectType, name: string) => {
    const { calls, listArgument } = prices.get(root.name)?.get(name) ?? {};
    const each = listArgument ? ` for each of ${listArgument}` : "";
    return `${root.name}.${name}: ${scopes.get(name)?.join(" ") ?? "any caller"}, ${calls}${each}`;
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const lines = roots.flatMap((root) =>
    root ? Object.keys(root.getFields()).map((name) => line(root, name)) : [],
  );
  expect(lines.sort().join("\n")).toMatchInlineSnapshot(`
    "Mutation.createEvaluationTask: evaluate, 1
    Mutation.deleteEvaluationTasks: delete, 1 for each of ids
    Mutation.deleteModelVersions: delete, 1 for each of ids
    Mutation.deleteModels: delete, 1 for each of ids
    Mutation.exportEvaluationResults: evaluate, 1
    Mutation.publishModel: publish, 1
    Mutation.stopEvaluationTask: evaluate, 1
    Mutation.updateEvaluationTask: evaluate, 1
    Query._entities: any caller, 1 for each of representations
    Query._service: any caller, 0
    Query.evaluableModels: read, 1
    Query.evaluationResultExport: read, 1
    Query.evaluationTask: read, 1
    Query.evaluationTaskConnection: read, 2
    Query.evaluationTasks: read, 1 for each of ids
    Query.model: read, 1
    Query.modelVersion: read, 1
    Query.modelVersions: read, 1 for each of ids
    Query.models: read, 1
    Query.node: read, 1
    Query.nodes: read, 1 for each of ids
    Subscription.evaluationResultExportUpdated: read, 1
    Subscription.evaluationTaskUpdated: read, 1
    Subscription.modelVersionUpdated: read, 1"
  `);
});
