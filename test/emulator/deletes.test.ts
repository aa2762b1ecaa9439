import { describe, expect, it } from "vitest";
import { start } from "./start.ts";

describe("deleting", () => {
  it("takes models away with their versions", async () => {
    const { result, refusal } = await start();
    expect(await result("model/batchDelete", { modelIDs: [13410, 13460] })).toEqual({});
    expect(await refusal("modelDetail", { modelId: 13410 })).toContain(10001);
    expect(await refusal("modelVersionDetail", { modelVersionId: 16022 })).toContain(70102);
    expect(await result("model/user/list", {})).toMatchObject({ total: 2 });
  });

  it("takes versions away and leaves their model", async () => {
    const { result } = await start();
    const modelVersionIds = ["amv-2tbk6wq0rv9s", "amv-5gx7md2kqw8z"];
    expect(await result("model/version/batchDelete", { modelVersionIds })).toEqual({});
    expect(await result("modelDetail", { modelId: 13410 })).toMatchObject({
      modelVersionList: [{ version: "1" }],
    });
  });

  it("takes evaluations away with their reports", async () => {
    const { result, refusal } = await start();
    expect(await result("eval/delete", { evalIds: ["ame-5wz1kd8qh3vn"] })).toEqual({});
    expect(await refusal("eval/report", { id: 5901 })).toContain(500001);
  });

  it.each([
    ["model/batchDelete", "modelIDs", [13410, "am-frurugjrhoqj"]],
    ["model/version/batchDelete", "modelVersionIds", ["amv-8nzc3yh5pd1m", 16088]],
    ["eval/delete", "evalIds", [5901, "ame-ig70c0ztmfv9"]],
    ["model/batchDelete", "modelIDs", []],
    ["model/batchDelete", "modelIDs", undefined],
    ["eval/delete", "evalIds", [5901, 1]],
  ])("%s refuses %s of %j", async (operation, name, ids) => {
    const { refusal } = await start();
    expect(await refusal(operation, { [name]: ids })).toEqual([500001, `param[${name}] invalid`]);
  });

  it.each([
    ["model/batchDelete", { modelIDs: [13410, 2] }, 10001],
    ["model/batchDelete", { modelIDs: ["am-4kq9trv2xw7b", "am-doesnotexist"] }, 10001],
    ["model/version/batchDelete", { modelVersionIds: [16022, 26382] }, 70102],
  ])("%s deletes nothing when %j names what cannot be deleted", async (operation, body, code) => {
    const { refusal, result } = await start();
    expect(await refusal(operation, body)).toContain(code);
    expect(await result("modelDetail", { modelId: 13410 })).toMatchObject({
      modelVersionList: { length: 3 },
    });
  });
});
