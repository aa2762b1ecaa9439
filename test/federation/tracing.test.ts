import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNT, DEMO_APP_AK, DEMO_APP_SK } from "../../src/emulator/index.ts";
import { startKit } from "../kit/index.ts";

const FTV1 = { "apollo-federation-include-trace": "ftv1" };
const MODEL = `{ model(id: "am-4kq9trv2xw7b") { name versions { parameters { input } } } }`;

describe("a trace for a federation gateway", () => {
  it("comes with the answer when the gateway asks for ftv1", async () => {
    const { query } = await startKit();
    const trace = decoded(await query(MODEL, {}, FTV1));
    for (const name of ["model", "name", "versions", "parameters", "[ModelVersion!]"]) {
      expect(trace).toContain(name);
    }
  });

  it("does not come unasked, nor for another format", async () => {
    const { query } = await startKit();
    expect((await query(MODEL)).extensions).toBeUndefined();
    const other = { "apollo-federation-include-trace": "ftv2" };
    expect((await query(MODEL, {}, other)).extensions).toBeUndefined();
  });

  it("tells that a field failed, but nothing that an error says", async () => {
    const { query, qianfan } = await startKit();
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    const answer = await query(MODEL, {}, FTV1);
    expect(answer.errors).toMatchObject([{ extensions: { code: "QIANFAN_CREDENTIALS_REJECTED" } }]);
    const trace = decoded(answer);
    expect(trace).toContain("<masked>");
    expect(trace).not.toContain("Qianfan");
    expect(trace).not.toContain("QIANFAN");
  });

  it("holds no secret and no argument", async () => {
    const { query } = await startKit();
    const trace = decoded(
      await query(
        `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { standard { judge { applicationId apiName } } } }`,
        {},
        FTV1,
      ),
    );
    expect(trace).toContain("applicationId");
    for (const hidden of [
      DEMO_APP_AK,
      DEMO_APP_SK,
      DEMO_ACCOUNT.accessKey,
      DEMO_ACCOUNT.secretKey,
      "ame-5wz1kd8qh3vn",
    ]) {
      expect(trace).not.toContain(hidden);
    }
  });
});

/** The protocol buffer as text: the names and messages in it stand there as they are. */
function decoded({ extensions }: { extensions?: { readonly ftv1?: string } }): string {
  expect(extensions?.ftv1).toMatch(/^[A-Za-z0-9+/]+=*$/);
  return Buffer.from(extensions?.ftv1 ?? "", "base64").toString("utf8");
}
