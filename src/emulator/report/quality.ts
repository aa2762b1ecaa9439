import type { StoredUnit } from "../store/unit.ts";
import { randomFrom } from "./random.ts";

/** How good a version is, 0 to 1. Later versions of a model tend to be better. */
export function qualityOf({ modelId, modelVersionId, modelVersion }: StoredUnit): number {
  const base = 0.35 + 0.2 * randomFrom(`model ${modelId}`)();
  const luck = 0.06 * randomFrom(`version ${modelVersionId}`)();
  const ordinal = Number(modelVersion);
  // A preset version has a name in place of a number.
  const maturity = Number.isNaN(ordinal) ? 0.5 : 1 - 1 / (1 + ordinal / 2);
  return base + luck + 0.35 * maturity;
}
