import { z } from "zod";
import { DEFAULT_ACCOUNT } from "../auth/caller.ts";
import type { Credentials } from "../datasources/qianfan/index.ts";
import { readJsonFile } from "../util/json-file.ts";
import { API_VERSION_CHOICES, type ApiVersionChoice } from "./api-version.ts";
import { type Config, ConfigError, key } from "./index.ts";

const file = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w.@-]{1,64}$/, "1 to 64 letters, digits or . _ @ -"),
        accessKey: key,
        secretKey: key,
        apiVersion: z.enum(API_VERSION_CHOICES, "auto, v1 or v2").optional(),
      }),
    )
    .min(1, "at least one account"),
});

/** A Qianfan account as it was set up. */
export interface AccountSettings extends Credentials {
  /** In place of QIANFAN_API_VERSION. */
  readonly apiVersion?: ApiVersionChoice | undefined;
}

/** The Qianfan accounts by their names: those of the file, and the one of the environment as `default`. */
export function readAccounts(config: Config): ReadonlyMap<string, AccountSettings> {
  const accounts = new Map<string, AccountSettings>();
  const { QIANFAN_ACCESS_KEY: accessKey, QIANFAN_SECRET_KEY: secretKey } = config;
  if (accessKey && secretKey) accounts.set(DEFAULT_ACCOUNT, { accessKey, secretKey });
  if (config.ACCOUNTS_FILE === null) return accounts;
  const listed = readJsonFile("ACCOUNTS_FILE", config.ACCOUNTS_FILE, file).accounts;
  for (const { name, ...account } of listed) {
    if (accounts.has(name)) throw new ConfigError([`ACCOUNTS_FILE: two accounts are ${name}.`]);
    accounts.set(name, account);
  }
  return accounts;
}
