const MAX_SHOWN = 60;

/** The line for a setting that is missing or breaks its rules. */
export function fault(name: string, given: string | undefined, allowed: string): string {
  if (!given) return `${name} is missing; allowed: ${allowed}.`;
  const unit = /^\d[\d.,_ ]*[a-zµ%]+$/i.test(given) ? " Leave out the unit." : "";
  return `${name} is ${shown(name, given)}; allowed: ${allowed}.${unit}`;
}

/** The line for a value that was written or copied wrongly, whatever the setting's rules are; null for any other. */
export function describeUntidyValue(name: string, given: string): string | null {
  const mistake = MISTAKES.find(({ pattern }) => pattern.test(given));
  return mistake ? `${name} is ${shown(name, given)}: ${mistake.hint}.` : null;
}

const MISTAKES: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  {
    pattern: /[\r\n]/,
    hint: "it has a line break; a file with Windows line ends leaves one at the end of each value",
  },
  { pattern: /[\p{Cc}\ufeff\u200b]/u, hint: "it has a control character" },
  { pattern: /^\s|\s$/, hint: "it has a space at its start or end" },
  { pattern: /^(["'`]).*\1$/, hint: "the quotes are part of the value here; leave them out" },
  { pattern: /^["'`]|["'`]$/, hint: "it has a quote at its start or end" },
];

/** What was given, without what may be secret: a key, or the user, password and query of an address. */
function shown(name: string, given: string): string {
  if (name.endsWith("_KEY") || name === "REDIS_URL") return "not as it should be";
  const safe = given.replace(/\/\/.*@/s, "//[secret]@");
  const text = name.endsWith("_URL") ? safe.replace(/\?.*$/s, "?[secret]") : safe;
  return text.length > MAX_SHOWN
    ? `${JSON.stringify(text.slice(0, MAX_SHOWN))}... (${text.length} characters)`
    : JSON.stringify(text);
}
