import { describe, expect, it } from "vitest";
import { tally } from "../reads/fixtures.ts";
import { startSupergraph } from "./kit.ts";

const MODEL = "am-4kq9trv2xw7b";

describe.each(["Apollo Gateway", "Hive Gateway"] as const)("behind %s", (gateway) => {
  it("answers what another subgraph names by key, each object with one call", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const answer = await query("{ deployments { region modelVersion { version state name } } }");
    expect(answer).toEqual({
      data: {
        deployments: [
          { region: "bj", modelVersion: { version: "1", state: "READY", name: "客服助手" } },
          { region: "gz", modelVersion: { version: "2", state: "READY", name: "客服助手" } },
          { region: "su", modelVersion: { version: "2", state: "READY", name: "客服助手" } },
        ],
      },
    });
    // Two names of one version, which nobody has seen together yet.
    expect(tally(qianfan.upstream())).toEqual({ modelVersionDetail: 3 });
  });

  it("answers the versions of one model with one call, by either form of their ids, once it knows them", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    await query(`{ model(id: "${MODEL}") { name } }`);
    qianfan.upstream();
    const { data, errors } = await query("{ deployments { modelVersion { framework } } }");
    expect(errors).toBeUndefined();
    expect(data.deployments).toHaveLength(3);
    expect(qianfan.upstream()).toEqual(["modelDetail"]);
  });

  it("is not asked at all for what the key tells", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const answer = await query("{ audits { subject { __typename id } } }");
    expect(answer).toEqual({
      data: {
        audits: [
          { subject: { __typename: "EvaluationTask", id: "ame-5wz1kd8qh3vn" } },
          { subject: { __typename: "EvaluationTask", id: "5902" } },
        ],
      },
    });
    expect(qianfan.upstream()).toEqual([]);
  });

  it("lets another subgraph add to its models and versions", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const answer = await query(
      `{ model(id: "${MODEL}") { name owner versions { version deployments { region } } } }`,
    );
    expect(answer).toEqual({
      data: {
        model: {
          name: "客服助手",
          owner: "support",
          versions: [
            { version: "3", deployments: [] },
            { version: "2", deployments: [{ region: "su" }] },
            { version: "1", deployments: [{ region: "bj" }] },
          ],
        },
      },
    });
    expect(qianfan.upstream()).toEqual(["modelDetail"]);
  });

  it("crosses the boundary there and back", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const { data, errors } = await query(
      "{ deployments { modelVersion { model { owner latestVersion { deployments { id } } } } } }",
    );
    expect(errors).toBeUndefined();
    expect(data.deployments[0].modelVersion.model).toEqual({
      owner: "support",
      latestVersion: { deployments: [] },
    });
    expect(tally(qianfan.upstream())).toEqual({ modelVersionDetail: 3, modelDetail: 1 });
  });

  it("has null, and no error, for what another subgraph names and does not exist", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    expect(await query(`{ owned(by: "nobody") { id owner name } }`)).toEqual({
      data: { owned: [{ id: "am-thereisnosuch", owner: "nobody", name: null }] },
    });
    expect(qianfan.upstream()).toEqual(["modelDetail"]);
  });

  it("sends a mutation once, and its answer can be added to", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const { data, errors } = await query(
      `mutation { publishModel(input: { modelId: "${MODEL}", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" }) {
         modelVersion { version deployments { id } } model { id owner } userErrors { code } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.publishModel).toEqual({
      modelVersion: { version: "4", deployments: [] },
      model: { id: MODEL, owner: "support" },
      userErrors: [],
    });
    expect(qianfan.upstream()).toEqual(["publishTrainModel"]);
  });

  it("answers its part when another subgraph fails", async () => {
    const { query } = await startSupergraph(gateway);
    const { data, errors } = await query(`{ model(id: "am-y8ha23iz81gp") { name owner } }`);
    expect(data.model).toEqual({ name: "营销文案", owner: null });
    expect(errors).toMatchObject([{ message: "the owners' directory is closed" }]);
  });

  it("fails at one place alone, with its code, while other places are answered", async () => {
    const { query, qianfan } = await startSupergraph(gateway, {
      settings: { UPSTREAM_MAX_CALLS: "2" },
    });
    const { data, errors } = await query("{ deployments { region modelVersion { version } } }");
    expect(data.deployments).toMatchObject([
      { region: "bj", modelVersion: { version: "1" } },
      { region: "gz", modelVersion: { version: "2" } },
      { region: "su" },
    ]);
    expect(errors).toMatchObject([{ extensions: { code: "UPSTREAM_BUDGET_EXCEEDED" } }]);
    expect(qianfan.upstream()).toHaveLength(2);
  });

  it("lets the caller's identity through to the subgraphs", async () => {
    const { query } = await startSupergraph(gateway);
    expect(await query("{ caller }", { authorization: "Bearer one" })).toEqual({
      data: { caller: "Bearer one" },
    });
  });

  it("@requires: hands another subgraph the fields that it computes from", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    expect(await query(`{ owned(by: "support") { slug } }`)).toEqual({
      data: { owned: [{ slug: encodeURIComponent("客服助手") }] },
    });
    expect(qianfan.upstream()).toEqual(["modelDetail"]);
  });

  it("@provides: another subgraph may answer with what it has kept", async () => {
    const { query, qianfan } = await startSupergraph(gateway);
    const { data } = await query("{ deployments { keptModelVersion { numericId } } }");
    expect(data.deployments[0]).toEqual({ keptModelVersion: { numericId: "16022" } });
    // Hive Gateway plans without @provides: right, but not free.
    expect(qianfan.upstream()).toHaveLength(gateway === "Apollo Gateway" ? 0 : 3);
  });

  it("@override: leaves a field to the subgraph that takes it over", async () => {
    const { query } = await startSupergraph(gateway);
    expect(await query(`{ model(id: "${MODEL}") { name trainType } }`)).toEqual({
      data: { model: { name: "客服助手", trainType: "our own base" } },
    });
  });
});
