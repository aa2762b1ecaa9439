import { describe, expect, it } from "vitest";
import { Identities } from "../../src/datasources/identities.ts";

describe("the two forms of an id", () => {
  it("are one name once the pair has been seen", () => {
    const identities = new Identities(100);
    expect(identities.canonical("model", "13410")).toBe("13410");
    identities.learn("model", { id: "am-4kq9trv2xw7b", numericId: "13410" });
    expect(identities.canonical("model", "13410")).toBe("am-4kq9trv2xw7b");
    expect(identities.otherForm("model", "am-4kq9trv2xw7b")).toBe("13410");
    expect(identities.key("model", { numericId: "13410" })).toBe("am-4kq9trv2xw7b");
  });

  it("are not taken for those of another kind of object", () => {
    const identities = new Identities(100);
    identities.learn("model", { id: "am-4kq9trv2xw7b", numericId: "13410" });
    expect(identities.canonical("modelVersion", "13410")).toBe("13410");
  });

  it("are forgotten when there are too many, not kept without end", () => {
    const identities = new Identities(4);
    for (let n = 1; n <= 10; n += 1)
      identities.learn("model", { id: `am-${n}`, numericId: String(n) });
    expect(identities.canonical("model", "1")).toBe("1");
    expect(identities.canonical("model", "10")).toBe("am-10");
  });
});
