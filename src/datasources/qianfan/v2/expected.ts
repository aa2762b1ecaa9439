import type { Expected } from "../decode/surprises.ts";

const PAGE = {
  absent: ["pageInfo.nextMarker"],
  unread: ["pageInfo.maxKeys", "pageInfo.marker"],
};

const MODEL: Expected = { absent: ["description", "modelCount"] };

/** The forms of 2024 and of 2025 have each what the other lacks. */
const VERSION: Expected = {
  absent: [
    ...["modelApplicationType", "endpointType", "tokenLimitations", "ioTokens", "model"],
    ...["modelSetName", "description", "resourceConfig", "advancedSettings", "modelCompConfigs"],
  ],
};

const TRAIN_TASK: Expected = {
  absent: ["runProgress", "metrics", "checkpointList"],
  // It carries a token.
  unread: ["vdlLink"],
};

/** How V2's answers may differ from what the decoders read: known from pages and from the SDK. */
export const V2_EXPECTED: Readonly<Record<string, Expected>> = {
  DescribeCustomModelSets: PAGE,
  DescribeSystemModelSets: PAGE,
  DescribeModelSet: MODEL,
  DescribeSystemModelSet: MODEL,
  DescribeModel: VERSION,
  DescribeSystemModel: VERSION,
  DescribeEvalObjects: PAGE,
  DescribeEvalTasks: { ...PAGE, unread: [...PAGE.unread, "evalMode"] },
  DescribeEvalTask: { absent: ["storagePath", "evalType"], unread: ["storageType"] },
  DescribeEvalTaskReport: { absent: ["edit_dist", "embedding_dist", "effectMetric.id"] },
  DescribeEvalResultExportTask: { absent: ["storagePath", "downloadUrl"] },
  DescribeModelCompTasks: PAGE,
  DescribeModelCompTask: { absent: ["modelId", "failedReason", "weight"] },
  DescribeFineTuningJobs: PAGE,
  DescribeFineTuningTasks: { ...PAGE, absent: ["pageInfo.nextMarker", "runProgress"] },
  DescribeFineTuningTask: TRAIN_TASK,
  DescribeDatasetVersion: { absent: ["storagePath"] },
};
