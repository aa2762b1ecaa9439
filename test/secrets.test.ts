import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNT, DEMO_APP_AK, DEMO_APP_SK } from "../src/emulator/index.ts";
import { startKit } from "./kit/index.ts";

describe("secrets", () => {
  it("are in no answer, no error and no log line, whatever happens", async () => {
    const { query, qianfan, logged } = await startKit({ settings: { UPSTREAM_TIMEOUT_MS: "300" } });
    const everything = `{
      evaluationTask(id: "ame-5wz1kd8qh3vn") { standard { judge { applicationId apiName prompt { templateContent } } } report { judge { average } } }
      model(id: "am-4kq9trv2xw7b") { versions { parameters { input output } } }
    }`;
    const answers = [await query(everything, {}, { "x-show-upstream": "1" })];
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    answers.push(await query(everything, {}, { "cache-control": "no-cache" }));
    qianfan.clockSkewMs = 0;
    qianfan.latencyMs = 2_000; // no answer in time
    answers.push(await query(everything, {}, { "cache-control": "no-cache" }));
    await qianfan.close(); // nobody there
    answers.push(
      await query(everything, {}, { "cache-control": "no-cache", "accept-language": "zh" }),
    );
    answers.push(await query(`mutation { stopEvaluationTask(id: 5909) { userErrors { code } } }`));
    const text = JSON.stringify([answers, logged]);
    expect(answers.filter(({ errors }) => errors)).toHaveLength(4);
    for (const secret of [
      DEMO_APP_AK,
      DEMO_APP_SK,
      DEMO_ACCOUNT.secretKey,
      DEMO_ACCOUNT.accessKey,
      "bce-auth-v1/",
    ]) {
      expect(secret.length).toBeGreaterThan(6);
      expect(text).not.toContain(secret);
    }
  });

  it("are sent upstream only as what they sign", async () => {
    const { query, qianfan } = await startKit();
    await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    const [call] = qianfan.calls;
    expect(JSON.stringify([call?.body, call?.headers])).not.toContain(DEMO_ACCOUNT.secretKey);
    expect(call?.headers.authorization).toContain(`bce-auth-v1/${DEMO_ACCOUNT.accessKey}/`);
  });
});
