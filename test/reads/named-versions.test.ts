import { describe, expect, it } from "vitest";
import type { ModelVersionRecord } from "../../src/domain/index.ts";
import { FakeApi, modelRecord, versionRecord } from "../kit/fake-api.ts";
import { startKit } from "../kit/index.ts";

const MODEL = "am-4kq9trv2xw7b";
const version = (name: string, state: "READY" | "CREATING", day: number): ModelVersionRecord =>
  versionRecord({
    id: `amv-${name}`,
    model: { id: MODEL },
    version: name,
    state,
    createdAt: new Date(`2024-05-0${day}T00:00:00Z`),
  });
const VERSIONS = [
  version("v3", "READY", 3),
  version("v2", "CREATING", 2),
  version("v1", "READY", 1),
];

/** A server on a platform whose models only name their versions. */
async function start() {
  const platform = new FakeApi();
  const named = VERSIONS.map(({ id, version }) => ({ id, version, model: { id: MODEL } }));
  const api = platform.with({
    modelTellsVersions: false,
    model: platform.operation("model", (id: string) => modelRecord(id, "客服助手", named)),
    modelVersion: platform.operation("modelVersion", (id: string) => {
      const found = VERSIONS.find((version) => version.id === id);
      if (!found) throw new Error(`There is no ${id}.`);
      return { ...found };
    }),
  });
  const { query } = await startKit({ createApi: () => api });
  return {
    query,
    /** What has been asked since the last time. */
    calls: () => platform.calls.splice(0),
  };
}

const DETAILS = ["modelVersion amv-v3", "modelVersion amv-v2", "modelVersion amv-v1"];

describe("a model that only names its versions", () => {
  it("tells what it names of them in one call", async () => {
    const { query, calls } = await start();
    const { data } = await query(
      `{ model(id: "${MODEL}") { name versions { id version model { id } } versionCount } }`,
    );
    expect(data.model.versions.map(({ id }: { id: string }) => id)).toEqual([
      "amv-v3",
      "amv-v2",
      "amv-v1",
    ]);
    expect(data.model).toMatchObject({ name: "客服助手", versionCount: 3 });
    expect(calls()).toEqual([`model ${MODEL}`]);
  });

  it("leaves the rest to one call for each version that is wanted", async () => {
    const { query, calls } = await start();
    const { data, errors } = await query(
      `{ model(id: "${MODEL}") { versions { id state createdAt parameters { input } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.model.versions.map(({ state }: { state: string }) => state)).toEqual([
      "READY",
      "CREATING",
      "READY",
    ]);
    expect(calls()).toEqual([`model ${MODEL}`, ...DETAILS]);
    await query(
      `{ model(id: "${MODEL}") { versions(first: 1) { state } latestVersion { state } } }`,
    );
    // A version that is ready stays as it is.
    expect(calls()).toEqual([`model ${MODEL}`]);
  });

  it("asks each version for its state where only some states are wanted", async () => {
    const { query, calls } = await start();
    const { data } = await query(
      `{ model(id: "${MODEL}") { versions(state: READY) { id state framework } } }`,
    );
    expect(data.model.versions.map(({ id }: { id: string }) => id)).toEqual(["amv-v3", "amv-v1"]);
    expect(calls()).toEqual([`model ${MODEL}`, ...DETAILS]);
  });

  it("completes a page of its versions alone", async () => {
    const { query, calls } = await start();
    const page = async (args: string) => {
      const { data, errors } = await query(
        `{ model(id: "${MODEL}") { versionConnection(${args}) { nodes { id state } pageInfo { endCursor hasNextPage } } } }`,
      );
      expect(errors).toBeUndefined();
      return data.model.versionConnection;
    };
    const first = await page("first: 1");
    expect(first).toMatchObject({ nodes: [{ id: "amv-v3" }], pageInfo: { hasNextPage: true } });
    const second = await page(`first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({ nodes: [{ id: "amv-v2" }], pageInfo: { hasNextPage: true } });
    const before = await page(`last: 1, before: "${second.pageInfo.endCursor}"`);
    expect(before).toMatchObject({ nodes: [{ id: "amv-v3" }] });
    expect(calls()).toEqual([
      `model ${MODEL}`,
      "modelVersion amv-v3",
      `model ${MODEL}`,
      "modelVersion amv-v2",
      `model ${MODEL}`,
    ]);
  });

  it("is not asked about a version that names it", async () => {
    const { query, calls } = await start();
    await query(
      `{ a: modelVersion(id: "amv-v1") { state } b: modelVersion(id: "amv-v2") { state } }`,
    );
    expect(calls()).toEqual(["modelVersion amv-v1", "modelVersion amv-v2"]);
    await query(`{ a: modelVersion(id: "amv-v2") { state model { name } } }`);
    expect(calls()).toEqual(["modelVersion amv-v2", `model ${MODEL}`]);
  });

  it("fails where the platform does something that nobody expected", async () => {
    const { query } = await start();
    const { errors } = await query(`{ evaluationTask(id: "ame-5wz1kd8qh3vn") { state } }`);
    expect(errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
  });
});
