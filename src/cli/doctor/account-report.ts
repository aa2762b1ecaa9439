import type { Surprise } from "../../datasources/qianfan/index.ts";
import { API_VERSIONS, type ApiVersion } from "../../domain/index.ts";
import type { Check } from "./check.ts";
import type { AccountFindings } from "./check-account.ts";
import { type Failure, isGone, type Tried } from "./check-operations.ts";

/** Further apart than a signature should be made at. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 60;

/** What a person sees of one account: one line each, and whether all is well. */
export interface AccountReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

export function accountReport(findings: AccountFindings, showWords: boolean): AccountReport {
  const { tried, version, surprises } = findings;
  const checks = [clock(findings), signature(findings), permissions(findings)];
  const needed = API_VERSIONS.filter((each) => version === "auto" || version === each);
  const failed = needed.some((each) => tried[each].some(({ failure }) => failure !== null));
  const differs = surprises.some((surprise) => needed.includes(surprise.version));
  return {
    ok: !failed && !differs && checks.every(({ ok }) => ok),
    lines: [
      `QIANFAN_API_VERSION: ${version}`,
      ...checks.map(checkLine),
      ...API_VERSIONS.flatMap((each) => [
        "",
        `${each.toUpperCase()}: ${summary(tried[each])}${needed.includes(each) ? "" : " (not in use: changes no exit code)"}`,
        ...tried[each].map(operationLine),
      ]),
      "",
      surprises.length === 0 ? "No answer differs from what the decoders know." : "Differences:",
      ...surprises.map((surprise) => `  ${difference(surprise, showWords)}`),
    ],
  };
}

export function checkLine({ ok, name, detail }: Check): string {
  return `${ok ? "ok  " : "FAIL"}  ${name}${detail === null ? "" : `: ${detail}`}`;
}

function clock({ clockAheadSeconds: ahead }: AccountFindings): Check {
  const name = "clock";
  if (ahead === null) return { name, ok: false, detail: "no answer has a Date" };
  const ok = Math.abs(ahead) <= MAX_CLOCK_DIFFERENCE_SECONDS;
  const side = ahead > 0 ? "behind" : "ahead of";
  const detail = ok ? null : `this clock is ${Math.abs(ahead)} s ${side} Qianfan's`;
  return { name, ok, detail };
}

function signature(findings: AccountFindings): Check {
  const name = "signature";
  const [rejected] = failuresOf(findings, "QIANFAN_CREDENTIALS_REJECTED");
  if (rejected) return { name, ok: false, detail: `not accepted${codes(rejected)}` };
  const answered = all(findings).some(({ calls, failure }) => calls > 0 && failure === null);
  return { name, ok: answered, detail: answered ? null : "not known: nothing was answered" };
}

function permissions(findings: AccountFindings): Check {
  const name = "permissions";
  const refused = all(findings).filter(({ failure }) => failure?.code === "QIANFAN_FORBIDDEN");
  const detail =
    refused.length === 0 ? null : `none for ${refused.map((each) => each.operation).join(", ")}`;
  return { name, ok: refused.length === 0, detail };
}

function summary(tried: readonly Tried[]): string {
  const asked = tried.filter(({ calls }) => calls > 0);
  const answered = asked.filter(({ failure }) => failure === null);
  const gone = asked.filter(({ failure }) => failure !== null && isGone(failure));
  if (asked.length > 0 && gone.length === asked.length) return "gone";
  return `${answered.length} of ${asked.length} operations answer`;
}

function operationLine({ operation, calls, failure }: Tried): string {
  if (calls === 0) return `  none  ${operation}: no id to call it with`;
  if (failure === null) return `  ok    ${operation}`;
  return `  FAIL  ${operation}: ${isGone(failure) ? "gone" : failure.code}${codes(failure)}`;
}

function codes({ httpStatus, errorCode }: Failure): string {
  const shown = [
    httpStatus === null ? [] : `HTTP ${httpStatus}`,
    errorCode === null ? [] : `code ${/^[\w.-]{1,40}$/.test(errorCode) ? errorCode : "*"}`,
  ].flat();
  return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}

type Located = Surprise & { readonly version: ApiVersion; readonly operation: string };

function difference(surprise: Located, showWords: boolean): string {
  const { version, operation, member, kind, found, wanted, word } = surprise;
  const place = `${version.toUpperCase()} ${operation} ${member || "result"}`;
  switch (kind) {
    case "unknown":
      return `${place}: unknown member, ${found}`;
    case "missing":
      return `${place}: missing`;
    case "type":
      return `${place}: ${found} instead of ${wanted ?? "another type"}`;
    case "word":
      return `${place}: unknown word${showWords ? ` ${JSON.stringify(word)}` : ""}`;
  }
}

function all({ tried }: AccountFindings): readonly Tried[] {
  return API_VERSIONS.flatMap((version) => tried[version]);
}

function failuresOf(findings: AccountFindings, code: string): Failure[] {
  return all(findings).flatMap(({ failure }) => (failure?.code === code ? [failure] : []));
}
