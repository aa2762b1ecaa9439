import { Field, ObjectType } from "type-graphql";
import type { Language, Localized } from "../domain/errors.ts";
import type { BusinessError, BusinessErrorReason } from "../domain/index.ts";
import { Shareable } from "./directives.ts";
import { graphqlEnum } from "./enum.ts";

const REASONS: Readonly<Record<BusinessErrorReason, Localized>> = {
  MODEL_NOT_FOUND: {
    en: "There is no such model (10001).",
    zh: "模型不存在。",
  },
  MODEL_VERSION_NOT_FOUND: {
    en: "There is no such version (70102).",
    zh: "模型版本不存在。",
  },
  EVALUATION_TASK_NOT_FOUND: {
    en: "There is no such evaluation.",
    zh: "评估任务不存在。",
  },
  MODEL_NAME_TAKEN: {
    en: "Another model has this name (70101).",
    zh: "模型名称已被占用。",
  },
  MODEL_NAME_EMPTY: {
    en: "A new model needs a name (70131).",
    zh: "新模型须有名称。",
  },
  MODEL_IS_IMPORTED: {
    en: "An imported model takes only imported versions (70128).",
    zh: "导入的模型只接受导入的版本。",
  },
  MODEL_TYPE_MISMATCH: {
    en: "What the run trained cannot be published under this model (70130).",
    zh: "该训练运行的类型不能发布到此模型。",
  },
  TRAIN_TASK_NOT_READY: {
    en: "The training run has not finished, or has failed (21002).",
    zh: "训练运行尚未完成，或已失败。",
  },
  TRAIN_TASK_UNREADABLE: {
    en: "The training run could not be read: it may not exist (70114).",
    zh: "无法读取训练运行：它可能不存在。",
  },
  TRAIN_FILES_BROKEN: {
    en: "The files that the run stored are broken (70115).",
    zh: "训练运行保存的文件已损坏。",
  },
  ALREADY_PUBLISHED: {
    en: "This run is already a version of this model (70118).",
    zh: "该训练运行已发布为此模型的版本。",
  },
  EVALUATION_METRIC_INVALID: {
    en: "Qianfan does not take the judge's metric (500001 param[metrics]): it may be too long.",
    zh: "千帆不接受该裁判员评分指标（500001 param[metrics]），可能过长。",
  },
  EVALUATION_TASK_NOT_STOPPABLE: {
    en: "It has ended already, or it is scored by people: only automatic evaluations can be stopped.",
    zh: "任务已结束，或含人工评分：只有全自动评估可以停止。",
  },
  EVALUATION_RESULT_NOT_FOUND: {
    en: "The evaluation has no such result.",
    zh: "评估任务没有该结果。",
  },
  EVALUATION_RESULT_EXPORT_NOT_FOUND: {
    en: "There is no such export.",
    zh: "导出任务不存在。",
  },
  MODEL_IS_PRESET: {
    en: "It is the platform's and cannot be deleted.",
    zh: "它属于平台预置，不能删除。",
  },
  NOT_DELETED: {
    en: "It was not deleted, unlike others of the same mutation.",
    zh: "未能删除，同一次变更中的其他对象已删除。",
  },
  MODEL_NAME_REFUSED: {
    en: "Qianfan does not take the model's name: another model may have it.",
    zh: "千帆不接受该模型名称：它可能已被占用。",
  },
  TRAIN_TASK_REFUSED: {
    en: "Qianfan does not take the training run: it may not exist, not have finished, be of another type than the model, or be published already.",
    zh: "千帆不接受该训练运行：它可能不存在、尚未完成、与模型类型不符，或已经发布。",
  },
  TRAIN_CHECKPOINT_REFUSED: {
    en: "The training run has no such checkpoint.",
    zh: "训练运行没有该检查点。",
  },
  TRAIN_JOB_NOT_FOUND: {
    en: "There is no such train job.",
    zh: "训练作业不存在。",
  },
  TRAIN_TASK_NOT_FOUND: {
    en: "There is no such train task.",
    zh: "训练任务不存在。",
  },
  DATASET_VERSION_NOT_FOUND: {
    en: "There is no such version of a data set.",
    zh: "数据集版本不存在。",
  },
  COMPRESSION_TASK_NOT_FOUND: {
    en: "There is no such compression.",
    zh: "压缩任务不存在。",
  },
  COMPRESSION_TASK_NOT_CANCELLABLE: {
    en: "There is no such compression, or it has ended already.",
    zh: "压缩任务不存在，或已经结束。",
  },
  MODEL_VERSION_NOT_COMPRESSIBLE: {
    en: "There is no such version, or it cannot be compressed.",
    zh: "模型版本不存在，或不支持压缩。",
  },
  MODEL_VERSION_NOT_EXPORTABLE: {
    en: "There is no such version of the account's own, or it is not ready.",
    zh: "账号下没有该模型版本，或它尚未就绪。",
  },
  MARKER_NOT_FOUND: {
    en: "The entry that the page begins at is gone: begin at the first page again.",
    zh: "该页起始的条目已不存在：请从第一页重新开始。",
  },
};

export const UserErrorCode = graphqlEnum(
  "UserErrorCode",
  "Why Qianfan declined, with its own code where it has one.",
  Object.fromEntries(Object.entries(REASONS).map(([code, { en }]) => [code, en])),
);

@ObjectType({
  description:
    "Why something was not done although the request was right: a person can put it right.",
})
@Shareable
export class UserError {
  @Field(() => UserErrorCode, { description: "The reason, for programs." })
  code: BusinessErrorReason;

  @Field(() => String, { description: "The reason, for people, with what Qianfan said." })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the argument at fault, such as `input`, `modelName`.",
  })
  field?: readonly string[] | null;
}

/** What a caller is told of a refusal, and which argument it is about. */
export function userError(
  refusal: BusinessError,
  field: readonly string[] | null,
  language: Language,
): UserError {
  const { en, zh } = REASONS[refusal.reason];
  const { message: said, left } = refusal;
  const texts = {
    en: [en, said && `Qianfan: ${said}`, left?.en].filter(Boolean).join(" "),
    zh: [zh, said && `千帆：${said}`, left?.zh].filter(Boolean).join(""),
  };
  return { code: refusal.reason, message: texts[language], field };
}
