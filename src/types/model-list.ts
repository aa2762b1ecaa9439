import { Field, InputType, Int } from "type-graphql";
import { z } from "zod";
import type * as domain from "../domain/index.ts";
import { MODEL_TYPE_CODES, type ModelScope as Scope } from "../domain/index.ts";
import { allows, line, maybe, some, wholeNumber } from "../schema/input-checks.ts";
import { connectionType } from "./connection.ts";
import { graphqlEnum } from "./enum.ts";
import { Model, ModelType } from "./model.ts";
import { OrderDirection } from "./order-direction.ts";

const MAX_TEXT_LENGTH = 256;
const MAX_CHOICES = 50;

export const ModelScope = graphqlEnum<domain.ModelScope>("ModelScope", "Whose models a list has.", {
  OWN: "The account's own models.",
  PRESET:
    "The models that the platform provides. Qianfan documents no answer for this list: it is assumed to be that of own models.",
});

export const ModelOrderField = graphqlEnum<domain.ModelOrderField>(
  "ModelOrderField",
  "What a list of models goes by.",
  {
    CREATED_AT: "When the model was made. The only order that Qianfan documents.",
  },
);

@InputType({ description: "The order of a list of models." })
export class ModelOrder {
  @Field(() => ModelOrderField, { defaultValue: "CREATED_AT", description: "What it goes by." })
  field: keyof typeof ModelOrderField;

  @Field(() => OrderDirection, { defaultValue: "DESC", description: "Which end comes first." })
  direction: keyof typeof OrderDirection;
}

const PRESET_ONLY = "Preset models only. Qianfan does not document which values there are.";

@InputType({ description: "Which models a list has: those that everything given here holds for." })
export class ModelFilter {
  @Field(() => String, { nullable: true, description: "A part of the model's name." })
  name?: string | null;

  @Field(() => [ModelType], {
    nullable: true,
    description: "Of any of these types. Own and preset models do not have all the same ones.",
  })
  types?: (keyof typeof ModelType)[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: "As `types`, in Qianfan's numbers: for types it has added since.",
  })
  typeCodes?: number[] | null;

  @Field(() => [String], { nullable: true, description: `Of any of these vendors. ${PRESET_ONLY}` })
  vendors?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `With any of these context lengths. ${PRESET_ONLY}`,
  })
  contextLengths?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `For any of these languages. ${PRESET_ONLY}`,
  })
  languages?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `With any of these extensions (upstream: \`expansion\`). ${PRESET_ONLY}`,
  })
  expansions?: string[] | null;
}

/** What a list of models of a scope may be asked for. */
export function modelListShape(scope: Scope) {
  const isPreset = scope === "PRESET";
  const presetOnly = maybe(
    isPreset
      ? some(line(MAX_TEXT_LENGTH), MAX_CHOICES)
      : z.never(allows("nothing, unless scope is PRESET", "不填（scope 为 PRESET 时除外）")),
  );
  const direction = z.enum(["ASC", "DESC"]);
  const order = z.object({ field: z.enum(["CREATED_AT"]), direction });
  return {
    filter: maybe(
      z.object({
        name: maybe(line(MAX_TEXT_LENGTH)),
        types: maybe(some(typeCode(scope), MAX_CHOICES)),
        typeCodes: maybe(some(wholeNumber(0, 1_000_000), MAX_CHOICES)),
        vendors: presetOnly,
        contextLengths: presetOnly,
        languages: presetOnly,
        expansions: presetOnly,
      }),
    ),
    orderBy: maybe(
      isPreset
        ? z.never(
            allows(
              "nothing, unless scope is OWN: no order of preset models is known",
              "不填（scope 为 OWN 时除外）：预置模型没有已知的排序",
            ),
          )
        : order,
    ),
  };
}

/** A type as Qianfan's number for it, which depends on whose model it is. */
function typeCode(scope: Scope) {
  const codes = new Map<string, number>(Object.entries(MODEL_TYPE_CODES[scope]));
  const names = [...codes.keys()].join(", ");
  const allowed = allows(
    `with scope ${scope} one of ${names}`,
    `scope 为 ${scope} 时：${names} 之一`,
  );
  return z.string(allowed).transform((type, context) => {
    const code = codes.get(type);
    if (code !== undefined) return code;
    context.addIssue({ code: "custom", message: allowed });
    return z.NEVER;
  });
}

export const ModelConnection = connectionType("Model", "models", () => Model, 1);
