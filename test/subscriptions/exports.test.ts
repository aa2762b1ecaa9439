import { describe, expect, it, vi } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket } from "../kit/subscribe.ts";

const START = `mutation { exportEvaluationResults(input: { evaluationTaskId: "ame-5wz1kd8qh3vn" }) {
  evaluationResultExport { id state } userErrors { code }
} }`;
const WATCH = `subscription ($id: ID!) { evaluationResultExportUpdated(id: $id) {
  state isFinal downloadUrl evaluationTask { name }
} }`;

// Time leaps here: further than a client can answer pings in between.
function start(): Promise<Kit> {
  return startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" } });
}

async function startedExport(kit: Kit): Promise<string> {
  const { data } = await kit.query(START);
  expect(data.exportEvaluationResults).toMatchObject({
    evaluationResultExport: { state: "PENDING" },
    userErrors: [],
  });
  return data.exportEvaluationResults.evaluationResultExport.id;
}

/** Lets time pass once the next poll has been scheduled. */
async function pass({ time, qianfan }: Kit, ms: number): Promise<void> {
  await vi.waitFor(() => expect(qianfan.calls.every(({ ended }) => ended !== null)).toBe(true));
  await vi.waitFor(() => expect(time.scheduled.some((due) => due <= 2000)).toBe(true));
  time.pass(ms);
}

describe.each([
  ["over a WebSocket", overWebSocket],
  ["as server-sent events", overEventStream],
  ["as parts of a response", overMultipart],
])("a subscription to an export of results, %s", (_, subscribe) => {
  it("brings each state, and completes with the address of the file", async () => {
    const kit = await start();
    const results = subscribe(kit, WATCH, { id: await startedExport(kit) });
    const next = async () => (await results.next()).value?.data?.evaluationResultExportUpdated;
    expect(await next()).toMatchObject({ state: "PENDING", isFinal: false, downloadUrl: null });
    await pass(kit, 3_000);
    expect(await next()).toMatchObject({ state: "UPLOADING" });
    await pass(kit, 10_000);
    const { downloadUrl, ...done } = await next();
    expect(done).toEqual({
      state: "DONE",
      isFinal: true,
      evaluationTask: { name: "客服助手_评估_01" },
    });
    expect((await fetch(downloadUrl)).status).toBe(200);
    expect((await results.next()).done).toBe(true);
    expect(kit.time.scheduled.every((due) => due > 2000)).toBe(true);
  });

  it("ends with NOT_FOUND when there is none", async () => {
    const kit = await start();
    const first = await subscribe(kit, WATCH, { id: "amemt-000000000000" }).next();
    expect(first.value?.errors?.[0]).toMatchObject({
      message: "There is no export of results amemt-000000000000, or no longer.",
      extensions: { code: "NOT_FOUND" },
    });
  });
});

describe("waitUpTo", () => {
  it("holds the mutation's own answer until the file is there", async () => {
    const kit = await start();
    const answer = kit.query(`mutation {
      exportEvaluationResults(input: { evaluationTaskId: "ame-5wz1kd8qh3vn" }) {
        evaluationResultExport(waitUpTo: "PT20S") { state downloadUrl }
      }
    }`);
    await pass(kit, 3_000);
    await pass(kit, 10_000);
    expect((await answer).data.exportEvaluationResults.evaluationResultExport).toEqual({
      state: "DONE",
      downloadUrl: expect.stringMatching(/^http:/),
    });
  });

  it("tells the state reached when the time is up, which is no error", async () => {
    const kit = await start();
    const id = await startedExport(kit);
    const answer = kit.query(
      `query ($id: ID!) { evaluationResultExport(id: $id, waitUpTo: "PT3S") { state isFinal } }`,
      { id },
    );
    await pass(kit, 3_000);
    expect(await answer).toEqual({
      data: { evaluationResultExport: { state: expect.any(String), isFinal: false } },
    });
  });
});
