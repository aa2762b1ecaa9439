import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { createAuthentication } from "../../auth/authentication.ts";
import { type AccountSettings, readAccounts } from "../../config/accounts.ts";
import { type Config, ConfigError, misspeltSettings, readConfig } from "../../config/index.ts";
import type { ApiVersion } from "../../domain/index.ts";
import { readSafelist } from "../../server/safelist-file.ts";
import { VERSION } from "../../util/package-version.ts";
import { accountReport, checkLine } from "./account-report.ts";
import { checkAccount } from "./check-account.ts";
import { checkReach } from "./reach.ts";
import { ValueReplacer } from "./replace-values.ts";

export interface DoctorOptions {
  /** The account to check; all of them when left out. */
  readonly account?: string | undefined;
  /** A folder for the answers, with every value replaced. */
  readonly record?: string | undefined;
  /** Whether the report shows words that no enum has. They are values of Qianfan's. */
  readonly words?: boolean | undefined;
  /** Ids of objects that no list names, by kind. */
  readonly ids?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface Diagnosis {
  readonly ok: boolean;
  /** Holds names, types and codes alone. */
  readonly report: string;
  /** What is wrong with the settings, for the person who sets them: it may name values. */
  readonly faults: readonly string[];
}

/** Checks the settings, the way to Qianfan, and what Qianfan answers. Nothing is changed anywhere. */
export async function runDoctor(
  environment: NodeJS.ProcessEnv,
  options: DoctorOptions = {},
): Promise<Diagnosis> {
  const lines = [`qianfan-graphql ${VERSION}, node ${process.version}`];
  const end = (ok: boolean, faults: readonly string[] = []): Diagnosis => {
    const verdict = ok ? "All is well." : "Something differs or fails.";
    return { ok, faults, report: `\`\`\`\n${[...lines, "", verdict].join("\n")}\n\`\`\`\n` };
  };
  let config: Config;
  let accounts: ReadonlyMap<string, AccountSettings>;
  try {
    [config, accounts] = readSettings(environment, options.account);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    lines.push(checkLine({ name: "settings", ok: false, detail: namesIn(error.faults) }));
    return end(false, error.faults);
  }
  const hints = misspeltSettings(environment);
  lines.push(checkLine({ name: "settings", ok: true, detail: null }));
  const baseUrl = config.QIANFAN_CONSOLE_API_BASE_URL;
  const reach = await checkReach(baseUrl, config.UPSTREAM_TIMEOUT_MS);
  lines.push(...reach.map(checkLine));
  if (!reach.every(({ ok }) => ok)) return end(false, hints);
  let ok = true;
  const replacer = new ValueReplacer();
  for (const [index, settings] of [...accounts.values()].entries()) {
    const name = `account-${index + 1}`;
    const findings = await checkAccount(settings, {
      config,
      ids: options.ids ?? {},
      record: recorder(options.record, name, replacer),
    });
    const report = accountReport(findings, options.words ?? false);
    ok &&= report.ok;
    lines.push("", `Account ${index + 1} of ${accounts.size}`, ...report.lines);
  }
  return end(ok, hints);
}

/** The same checks as at the server's start. */
function readSettings(
  environment: NodeJS.ProcessEnv,
  only: string | undefined,
): [Config, ReadonlyMap<string, AccountSettings>] {
  const config = readConfig(environment);
  const accounts = readAccounts(config);
  createAuthentication(config, accounts.keys(), pino({ level: "silent" })).close();
  if (config.SAFELIST !== "") readSafelist(config.SAFELIST, config.MAX_DOCUMENT_LENGTH);
  if (only === undefined) return [config, accounts];
  const settings = accounts.get(only);
  if (!settings) throw new ConfigError([`--account: there is no account ${only}.`]);
  return [config, new Map([[only, settings]])];
}

function namesIn(faults: readonly string[]): string {
  const names = faults.map((fault) => /^(--)?[A-Za-z_]+/.exec(fault)?.[0] ?? "a file");
  return [...new Set(names)].join(", ");
}

function recorder(folder: string | undefined, account: string, replacer: ValueReplacer) {
  if (folder === undefined) return () => undefined;
  const counts = new Map<string, number>();
  mkdirSync(join(folder, account), { recursive: true });
  return (version: ApiVersion, operation: string, body: unknown) => {
    const name = `${version}-${operation.replaceAll("/", "-")}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const text = `${JSON.stringify(replacer.replace(body), null, 2)}\n`;
    writeFileSync(join(folder, account, `${name}-${count}.json`), text);
  };
}
