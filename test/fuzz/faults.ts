import type { Emulator } from "../../src/emulator/index.ts";
import type { BusinessError, Faults } from "./server.ts";

const REFUSED: BusinessError = {
  status: 200,
  body: JSON.stringify({ error_code: 336100, error_msg: "made up", log_id: "1" }),
};
const BROKEN: BusinessError = { status: 500, body: "" };
const NO_JSON: BusinessError = { status: 200, body: "<html>" };

/**
 * What fails, each time it is asked for: one model with all its versions, of which it depends on what
 * else an operation asks by which call they come; one evaluation; the report and the results of others.
 */
export function faultsOf(emulator: Emulator): Faults {
  const registry = emulator.registry();
  const model = registry.model("am-y8ha23iz81gp");
  const versions = (model?.versions ?? []).flatMap((version) => [
    version.modelVersionId,
    version.modelVersionIdStr,
  ]);
  const isOne = (ids: readonly (number | string)[], id: unknown) => ids.some((one) => one === id);
  return (operation, { modelId, modelVersionId, id }) => {
    switch (operation) {
      case "modelDetail":
        return isOne([13471, "am-y8ha23iz81gp"], modelId) ? REFUSED : null;
      case "modelVersionDetail":
        return isOne(versions, modelVersionId) ? REFUSED : null;
      case "eval/detail":
        return isOne([5904, "ame-jstbxzpxdgvg"], id) ? BROKEN : null;
      case "eval/report":
        return isOne([5901, "ame-5wz1kd8qh3vn"], id) ? NO_JSON : null;
      case "eval/result/list":
        return isOne([5902, "ame-ig70c0ztmfv9"], id) ? BROKEN : null;
      case "model/preset/list":
        return REFUSED;
      default:
        return null;
    }
  };
}
