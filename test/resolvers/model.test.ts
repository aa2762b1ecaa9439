import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

describe("model(id)", () => {
  it("answers a model with its versions, newest first, from one call", async () => {
    const { query, upstream } = await startKit();
    const answer = await query(
      `query ($id: ID!) { model(id: $id) { id numericId name source type trainType creator { userId name }
         latestVersion { version } versions { version state name model { id name } } } }`,
      { id: "am-4kq9trv2xw7b" },
    );
    expect(answer).toMatchInlineSnapshot(`
      {
        "data": {
          "model": {
            "creator": {
              "name": "demo_user",
              "userId": "1355001",
            },
            "id": "am-4kq9trv2xw7b",
            "latestVersion": {
              "version": "3",
            },
            "name": "客服助手",
            "numericId": "13410",
            "source": "OWN",
            "trainType": "ernieBotLite-Speed",
            "type": "TEXT_GENERATION",
            "versions": [
              {
                "model": {
                  "id": "am-4kq9trv2xw7b",
                  "name": "客服助手",
                },
                "name": "客服助手",
                "state": "READY",
                "version": "3",
              },
              {
                "model": {
                  "id": "am-4kq9trv2xw7b",
                  "name": "客服助手",
                },
                "name": "客服助手",
                "state": "READY",
                "version": "2",
              },
              {
                "model": {
                  "id": "am-4kq9trv2xw7b",
                  "name": "客服助手",
                },
                "name": "客服助手",
                "state": "READY",
                "version": "1",
              },
            ],
          },
        },
      }
    `);
    expect(upstream()).toEqual(["modelDetail"]);
  });
});
