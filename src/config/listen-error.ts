import { ConfigError } from "./config-error.ts";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another process listens there",
  EACCES: "this process may not listen there",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "there is no such host, or its name cannot be looked up now",
};

/** Why a server cannot listen where its settings say; any other error as it is. */
export function describeListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = REASONS[code];
  if (reason === undefined) return error;
  return new ConfigError([
    `HOST and PORT, or ADMIN_HOST and ADMIN_PORT, are ${host}:${port}: ${reason} (${code}).`,
  ]);
}
