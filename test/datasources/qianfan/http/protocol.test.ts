import { describe, expect, it } from "vitest";
import { object } from "../../../../src/datasources/qianfan/decode/coerce.ts";
import type { Client } from "../../../../src/datasources/qianfan/http/client.ts";
import { errorIn, logIdOf, resultIn } from "../../../../src/datasources/qianfan/http/envelope.ts";
import type { Operation } from "../../../../src/datasources/qianfan/http/operation.ts";
import type { Protocol } from "../../../../src/datasources/qianfan/http/protocol.ts";
import { createV1Api } from "../../../../src/datasources/qianfan/index.ts";
import { startKit } from "../../../kit/index.ts";

/** A protocol whose operations have one path, and are told apart by the query. */
const BY_ACTION: Protocol = {
  place: ({ name, path = "/v2/model", query }) => ({ path, query: { Action: name, ...query } }),
  errorIn,
  codes: new Map([
    [
      "InappropriateJSON",
      { is: "QIANFAN_FORBIDDEN", about: "as this test has it", transient: false },
    ],
  ]),
  resultIn,
  logIdOf,
};

const described = (query?: Operation<string, unknown>["query"]): Operation<string, unknown> => ({
  name: "DescribeModelSet",
  kind: "read",
  ...(query ? { query } : {}),
  body: (modelSetId) => ({ modelSetId }),
  answer: object,
  refusals: {},
});

async function clientOf(protocol: Protocol) {
  const opened: Client[] = [];
  const { qianfan } = await startKit({
    createApi: (openClient) => {
      opened.push(openClient(protocol));
      return createV1Api(openClient);
    },
  });
  const [client] = opened;
  if (!client) throw new Error("No client was opened.");
  return { client, qianfan };
}

describe("a protocol that tells operations apart by the query", () => {
  it("is answered, since the query is signed with the path", async () => {
    const { client } = await clientOf(BY_ACTION);
    const model = await client.call(described(), "am-4kq9trv2xw7b");
    expect(model).toMatchObject({ modelSetId: "am-4kq9trv2xw7b" });
    // The same path in the same second, and another signature.
    const odd = described({ "a b": "ü&=/?~", Aa: "1", A: "2" });
    await expect(client.call(odd, "am-4kq9trv2xw7b")).resolves.toMatchObject({});
  });

  it("says no with a status and a code, which its own table knows", async () => {
    const { client } = await clientOf(BY_ACTION);
    await expect(client.call(described(), "am-nosuchmodel00")).rejects.toMatchObject({
      code: "QIANFAN_FORBIDDEN",
      options: { qianfan: { operation: "DescribeModelSet", errorCode: "InappropriateJSON" } },
    });
    const unknown = await clientOf({ ...BY_ACTION, codes: new Map() });
    await expect(unknown.client.call(described(), "am-nosuchmodel00")).rejects.toMatchObject({
      code: "QIANFAN_ERROR",
    });
  });

  it("knows the codes of the gateway before it", async () => {
    const { client } = await clientOf({
      ...BY_ACTION,
      // What is signed is not what is sent.
      place: () => ({ path: "/v2/model?Action=DescribeModelSet" }),
    });
    await expect(client.call(described(), "am-4kq9trv2xw7b")).rejects.toMatchObject({
      code: "QIANFAN_CREDENTIALS_REJECTED",
    });
  });
});
