import { SpanKind } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNT } from "../../src/emulator/index.ts";
import { startKit } from "../kit/index.ts";
import { recordSpans } from "../kit/spans.ts";

const PARENT = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

it("without an SDK in the process there is no trace, and nothing to send on", async () => {
  const { query, qianfan } = await startKit({ settings: { TRACE_TO_QIANFAN: "true" } });
  const { data } = await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`, {}, PARENT);
  expect(data.model.name).toBe("客服助手");
  expect(qianfan.calls[0]?.headers.traceparent).toBeUndefined();
});

describe("traces", () => {
  it("have one span for the operation and one for each call to Qianfan, below the caller's", async () => {
    const { ended } = recordSpans();
    const { query, qianfan } = await startKit();
    await query(
      `query Compare { a: model(id: "am-4kq9trv2xw7b") { name } b: model(id: "am-aaaaaaaaaaaa") { name } }`,
      {},
      PARENT,
    );
    const [first, second, operation] = await ended(3);
    expect(operation).toMatchObject({
      name: "query",
      kind: SpanKind.SERVER,
      attributes: { "graphql.operation.type": "query", "graphql.operation.name": "Compare" },
      parentSpanContext: { spanId: "b7ad6b7169203331" },
    });
    for (const call of [first, second]) {
      expect(call).toMatchObject({
        name: "Qianfan modelDetail",
        kind: SpanKind.CLIENT,
        attributes: {
          "server.address": "127.0.0.1",
          "qianfan.operation": "modelDetail",
          "qianfan.attempts": 1,
        },
        parentSpanContext: { spanId: operation?.spanContext().spanId },
      });
      expect(call?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
    }
    expect(qianfan.calls.map(({ headers }) => headers.traceparent)).toEqual([undefined, undefined]);
  });

  it("tell an error by its code alone, and no secret", async () => {
    const { ended } = recordSpans();
    const { query, qianfan } = await startKit();
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    const spans = await ended(2);
    for (const { attributes, status, events } of spans) {
      expect(attributes["error.type"]).toBe("QIANFAN_CREDENTIALS_REJECTED");
      expect(status.message).toBe("QIANFAN_CREDENTIALS_REJECTED");
      expect(events).toEqual([]);
      expect(JSON.stringify(attributes)).not.toContain(DEMO_ACCOUNT.accessKey);
    }
  });

  it("go on to Qianfan only where that is set, unsigned", async () => {
    const { ended } = recordSpans();
    const { query, qianfan } = await startKit({ settings: { TRACE_TO_QIANFAN: "true" } });
    const { data } = await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`, {}, PARENT);
    expect(data.model.name).toBe("客服助手");
    const [call] = await ended(2);
    expect(qianfan.calls[0]?.headers.traceparent).toBe(
      `00-0af7651916cd43dd8448eb211c80319c-${call?.spanContext().spanId}-01`,
    );
    expect(qianfan.calls[0]?.headers.authorization).not.toContain("traceparent");
  });

  it("share a call under way: it belongs to the operation that sent it", async () => {
    const { ended } = recordSpans();
    const { query, qianfan } = await startKit({ emulator: { latencyMs: 100 } });
    const document = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
    await Promise.all([query(document), query(document)]);
    expect(qianfan.calls).toHaveLength(1);
    const spans = await ended(3);
    expect(spans.map(({ name }) => name).sort()).toEqual(["Qianfan modelDetail", "query", "query"]);
  });
});
