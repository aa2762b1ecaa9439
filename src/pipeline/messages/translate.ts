/** What an English message becomes: `$1` is its first part, `$2` the second, translated where it is a message. */
export type Message = readonly [english: RegExp, chinese: string | Rewrite];

/** For a message with parts that are messages; null where one of them is not known. */
export type Rewrite = (
  parts: readonly string[],
  translated: (message: string) => string | null,
) => string | null;

/** A message in Chinese; null where it is not known. */
export function translate(message: string, messages: readonly Message[]): string | null {
  const { text, suggestion } = parted(message.trim());
  for (const [english, chinese] of messages) {
    const match = english.exec(text);
    if (!match) continue;
    const parts = match.slice(1).map((part) => part ?? "");
    const translated =
      typeof chinese === "string"
        ? chinese.replace(/\$(\d)/g, (_, index: string) => parts[Number(index) - 1] ?? "")
        : chinese(parts, (part) => translate(part, messages));
    return translated === null ? null : `${translated}${suggestion}`;
  }
  return null;
}

const SUGGESTION = / ?Did you mean (.+)\?$/s;

/** graphql ends many a message with names that were perhaps meant. */
function parted(message: string): { readonly text: string; readonly suggestion: string } {
  const match = SUGGESTION.exec(message);
  if (!match) return { text: message, suggestion: "" };
  const [, meant = ""] = match;
  const names = meant
    .replace(/^the enum value /, "枚举值 ")
    .replace(/^to use an inline fragment on /, "对以下类型使用内联片段：")
    .replaceAll(/,? or /g, " 或 ")
    .replaceAll(", ", "、");
  return { text: message.slice(0, match.index), suggestion: `是否指 ${names}？` };
}
