// As `mesh-compose` does: Qianfan's OpenAPI description becomes a supergraph, with the names of
// ../schema.js. `node bench/contenders/hive/compose.js` writes it anew.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createHoistFieldTransform,
  createRenameFieldTransform,
  getUnifiedGraphGracefully,
} from "@graphql-mesh/fusion-composition";
import { loadOpenAPISubgraph } from "@omnigraph/openapi";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OPERATIONS = ["modelDetail", "modelVersionDetail", "evaluationDetail"];
const NAMES = {
  Model: {
    modelIdStr: "id",
    modelName: "name",
    source: "sourceText",
    modelVersionList: "versions",
  },
  ModelVersion: {
    modelVersionIdStr: "id",
    modelIdStr: "modelId",
    state: "stateText",
    modelNet: "network",
  },
  EvaluationTask: { evaluationIdStr: "id", state: "stateText", evalUnits: "units" },
  EvaluationUnit: { modelVersion: "version" },
};

const { name, schema$ } = loadOpenAPISubgraph("Qianfan", {
  source: here("qianfan.openapi.json"),
  selectQueryOrMutationField: OPERATIONS.map((fieldName) => ({ type: "query", fieldName })),
})({ cwd: here(".") });

const supergraph = getUnifiedGraphGracefully([
  {
    name,
    schema: await schema$,
    transforms: [
      createHoistFieldTransform({
        mapping: OPERATIONS.map((operation) => ({
          typeName: "Query",
          pathConfig: [operation, "result"],
          newFieldName: operation,
        })),
      }),
      createRenameFieldTransform(
        ({ typeName, fieldName }) => NAMES[typeName]?.[fieldName] ?? fieldName,
      ),
    ],
  },
]);
writeFileSync(here("supergraph.graphql"), supergraph);
