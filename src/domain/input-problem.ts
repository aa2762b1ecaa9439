import { type Language, type Localized, ServiceError } from "./errors.ts";

/** What is wrong with one member of an input. */
export interface InputProblem {
  /** From the argument on: `["input", "versions", 2]`. */
  readonly path: readonly PropertyKey[];
  readonly given: string | Localized;
  readonly allowed: Localized;
}

/** `BAD_USER_INPUT`; `extensions.problems` lists the problems in the language of the message. */
export function inputError(problems: readonly InputProblem[]): ServiceError {
  const problem = { en: described(problems, "en"), zh: described(problems, "zh") };
  const localized = (language: Language) => ({
    problems: problems.map((each) => problemIn(each, language)),
  });
  return new ServiceError("BAD_USER_INPUT", { problem }, { localized });
}

/** A path as a message writes it: `input.versions[2]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The member that a path names; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function described(problems: readonly InputProblem[], language: Language): string {
  return problems
    .map((problem) => problemIn(problem, language))
    .map(({ path, given, allowed }) =>
      language === "en"
        ? `${pathText(path)} is ${given}; allowed: ${allowed}.`
        : `${pathText(path)} 为 ${given}；应为：${allowed}。`,
    )
    .join("\n");
}

function problemIn({ path, given, allowed }: InputProblem, language: Language) {
  return {
    path,
    given: typeof given === "string" ? given : given[language],
    allowed: allowed[language],
  };
}
