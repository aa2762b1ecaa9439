import type { QianfanApi } from "./api.ts";

/** What V2 alone has: where V1 answers the rest, V2 answers it. */
export function onlyV2({ evaluationTasks, updateEvaluationTask, ...v2 }: QianfanApi) {
  const { compressionTask, compressionTasks, createCompressionTask } = v2;
  const { cancelCompressionTask, deleteCompressionTasks } = v2;
  const { modelExport, exportModelVersion, trainTask, trainTasks, trainJobs, datasetVersion } = v2;
  return {
    evaluationTasks: {
      ...evaluationTasks,
      call: async (request, call) => {
        const { items, ...page } = await evaluationTasks.call(request, call);
        // V1 has integers, so that one which V2 does not tell is there to be loaded.
        return { ...page, items: items.map(({ numericId: _, ...task }) => task) };
      },
    },
    updateEvaluationTask,
    ...{ compressionTask, compressionTasks, createCompressionTask },
    ...{ cancelCompressionTask, deleteCompressionTasks },
    ...{ modelExport, exportModelVersion, trainTask, trainTasks, trainJobs, datasetVersion },
  } satisfies Partial<QianfanApi>;
}
