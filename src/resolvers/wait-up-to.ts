import { Arg } from "type-graphql";
import { z } from "zod";
import { allows, checked } from "../schema/input-checks.ts";
import { Duration } from "../types/scalars.ts";

/** The argument by which an answer is held until there is nothing left to wait for. */
export function WaitUpTo() {
  return Arg("waitUpTo", () => Duration, {
    nullable: true,
    description:
      "Holds the answer until the state is final, or for so long, such as `PT30S`; then it tells the state reached, which is no error when it is not final. The server cuts long waits; all waits of one operation together hold its answer no longer than the setting `WAIT_MAX_SECONDS`.",
  });
}

// Years and months have no fixed length, and nobody waits for either.
const DURATION =
  /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const SECONDS = [604_800, 86_400, 3600, 60, 1];

const duration = z.string().transform((text, context) => {
  const parts = DURATION.exec(text)?.slice(1);
  if (parts) {
    const seconds = parts.map((part = "0", index) => {
      return Number(part.replace(",", ".")) * (SECONDS[index] ?? 0);
    });
    return 1000 * seconds.reduce((sum, part) => sum + part, 0);
  }
  context.addIssue({
    code: "custom",
    message: allows(
      "a duration of weeks, days, hours, minutes and seconds, such as PT30S or PT1M30S",
      "以周、日、时、分、秒表示的时长，如 PT30S 或 PT1M30S",
    ),
  });
  return z.NEVER;
});

/** The milliseconds an argument `waitUpTo` stands for; 0 when it is left out. */
export function waitMs(waitUpTo: string | null | undefined): number {
  return waitUpTo == null ? 0 : checked(duration, waitUpTo, "waitUpTo");
}
