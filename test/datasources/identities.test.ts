import { describe, expect, it } from "vitest";
import { IdMap } from "../../src/datasources/ids/id-map.ts";

describe("the two forms of an id", () => {
  it("are one name once the pair has been seen", () => {
    const idMap = new IdMap(100);
    expect(idMap.canonical("model", "13410")).toBe("13410");
    idMap.learn("model", { id: "am-4kq9trv2xw7b", numericId: "13410" });
    expect(idMap.canonical("model", "13410")).toBe("am-4kq9trv2xw7b");
    expect(idMap.otherForm("model", "am-4kq9trv2xw7b")).toBe("13410");
    expect(idMap.key("model", { numericId: "13410" })).toBe("am-4kq9trv2xw7b");
  });

  it("are not taken for those of another kind of object", () => {
    const idMap = new IdMap(100);
    idMap.learn("model", { id: "am-4kq9trv2xw7b", numericId: "13410" });
    expect(idMap.canonical("modelVersion", "13410")).toBe("13410");
  });

  it("are forgotten when there are too many, not kept without end", () => {
    const idMap = new IdMap(4);
    for (let n = 1; n <= 10; n += 1) idMap.learn("model", { id: `am-${n}`, numericId: String(n) });
    expect(idMap.canonical("model", "1")).toBe("1");
    expect(idMap.canonical("model", "10")).toBe("am-10");
  });
});
