import type { QianfanApi } from "./api.ts";

/** What V2 alone has: where V1 answers the rest, V2 answers it. */
export function onlyV2({ evaluationTasks, updateEvaluationTask }: QianfanApi) {
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
  } satisfies Partial<QianfanApi>;
}
