import { Field, ID, InputType, ObjectType } from "type-graphql";
import { z } from "zod";
import type * as domain from "../domain/index.ts";
import { RESULT_CONTENTS } from "../domain/index.ts";
import { allows, id, line, maybe, some } from "../schema/input-checks.ts";
import { Entity, MayChange, Shareable } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { EvaluationTask } from "./evaluation-task.ts";
import { ComesWith } from "./hydration.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "./idempotency-key.ts";
import { Node } from "./node.ts";
import { UserError } from "./user-error.ts";

const MAX_NAME_LENGTH = 256;
const MAX_RESULTS = 1000;

export const EvaluationResultExportState = graphqlEnum<domain.OrUnknown<domain.ResultExportState>>(
  "EvaluationResultExportState",
  "How far an export has come. `DONE` and `FAILED` are final.",
  {
    PENDING: "Waiting (`Pending`).",
    UPLOADING: "The file is being written (`Uploading`).",
    DONE: "The file is there (`Done`). Final.",
    FAILED: "There will be no file (`Fail`). Final.",
    ...UNKNOWN_VALUE,
  },
);

export const EvaluationResultExportDestination = graphqlEnum<
  domain.OrUnknown<domain.ResultExportDestination>
>("EvaluationResultExportDestination", "Where an export writes to.", {
  PLATFORM: "The platform's own storage (`local`).",
  BUCKET: "A bucket of the account's own (`storage`).",
  ...UNKNOWN_VALUE,
});

export const EvaluationResultContent = graphqlEnum<domain.ResultContent>(
  "EvaluationResultContent",
  "What an export tells of each result.",
  {
    PROMPT: "The question.",
    PREDICTION: "The version's answer.",
    COMPLETION: "The expected answer.",
    METRICS: "The scores.",
    SYSTEM: "The system text. Only where V2 of Qianfan's API answers.",
  },
);

@ObjectType({
  implements: Node,
  description:
    "A file with the single results of an evaluation: a zip that holds `data.jsonl`, each line of it a JSON list of rows.",
})
@Entity
@MayChange
export class EvaluationResultExport {
  @Field(() => ID, { description: "The `amemt-` id." })
  @ComesWith("resultExport")
  id?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The integer id as digits. Qianfan may drop these: store `id`.",
  })
  @Shareable
  @ComesWith("resultExport")
  numericId?: string | null;

  @Field(() => EvaluationResultExportState, {
    nullable: true,
    description: "How far it has come.",
  })
  @ComesWith("resultExport")
  state?: keyof typeof EvaluationResultExportState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  @ComesWith("resultExport")
  stateText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the state will not change any more, so that nothing is left to wait for.",
  })
  @ComesWith("resultExport")
  isFinal?: boolean | null;

  @Field(() => EvaluationTask, { nullable: true, description: "The evaluation it is of." })
  @ComesWith("resultExport")
  evaluationTask?: EvaluationTask | null;

  @Field(() => EvaluationResultExportDestination, {
    nullable: true,
    description: "Where it writes to.",
  })
  @ComesWith("resultExport")
  destination?: keyof typeof EvaluationResultExportDestination | null;

  @Field(() => String, { nullable: true, description: "`destination` in Qianfan's own spelling." })
  @ComesWith("resultExport")
  destinationText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The bucket's name; null in the platform's own storage.",
  })
  @ComesWith("resultExport")
  bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the file is in the bucket; null before it is there, and in the platform's own storage.",
  })
  @ComesWith("resultExport")
  path?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the file can be fetched. The address is signed and does not expire: it opens the file for anyone who has it, so treat it as a secret, and do not store or log it. Null before the file is there, and for an export to a bucket.",
  })
  @ComesWith("resultExport")
  downloadUrl?: string | null;
}

@InputType({ description: "Which results of an evaluation to export, and where to." })
export class ExportEvaluationResultsInput {
  @Field(() => ID, { description: "The evaluation, by either form of its id." })
  evaluationTaskId: string;

  @Field(() => [EvaluationResultContent], {
    defaultValue: ["PROMPT", "PREDICTION", "COMPLETION", "METRICS"],
    description: "What to tell of each result; everything when left out.",
  })
  contents: (keyof typeof EvaluationResultContent)[];

  @Field(() => [ID], {
    nullable: true,
    description: `These results alone, by \`EvaluationResult.resultId\`: 1 to ${MAX_RESULTS}; all when left out.`,
  })
  resultIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "The account's own bucket to write to; the platform's storage when left out.",
  })
  bucket?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

const CONTENTS = RESULT_CONTENTS.join(", ");
const content = z.enum(RESULT_CONTENTS, allows(`one of ${CONTENTS}`, `${CONTENTS} 之一`));
const RESULT_ID = allows("24 hexadecimal characters", "24 个十六进制字符");

export const exportEvaluationResultsRules = z.object({
  evaluationTaskId: id("evaluationTask"),
  contents: some(content, RESULT_CONTENTS.length),
  resultIds: maybe(some(z.string(RESULT_ID).regex(/^[0-9a-f]{24}$/i, RESULT_ID), MAX_RESULTS)),
  bucket: maybe(line(MAX_NAME_LENGTH)),
  idempotencyKey,
});

@ObjectType({ description: "The export that was started." })
export class ExportEvaluationResultsPayload {
  /** Resolved with its argument by `ExportEvaluationResultsPayloadResolver`. */
  evaluationResultExport?: EvaluationResultExport | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
