import "reflect-metadata";

export { ServiceError } from "../../src/domain/errors.ts";
export { BusinessError } from "../../src/domain/index.ts";
export { nullCondition } from "../../src/pipeline/null-conditions.ts";
export { pagedArguments } from "../../src/resolvers/connections/page.ts";
export { kindOfGlobalId } from "../../src/resolvers/node.ts";
export { waitMs } from "../../src/resolvers/wait-up-to.ts";
export { getSchema as servedSchema } from "../../src/schema/index.ts";
/** What the server demands of arguments: the reference takes these rules as they are. */
export {
  allows,
  checked,
  checkedId,
  id,
  line,
  maybe,
  some,
  wholeNumber,
} from "../../src/schema/input-checks.ts";
export { refuseUnknownInputs } from "../../src/schema/input-enums.ts";
export { resultListShape } from "../../src/types/evaluation-result.ts";
export { modelListShape } from "../../src/types/model-list.ts";
export { userError } from "../../src/types/user-error.ts";
