import type { AccountSettings } from "../../config/accounts.ts";
import type { Config } from "../../config/index.ts";
import {
  Breaker,
  FoundIds,
  Limiter,
  RetryPolicy,
  type Surprise,
  Transport,
  V1,
  V1_PROBES,
  V2,
  V2_PROBES,
} from "../../datasources/qianfan/index.ts";
import type { ApiVersion } from "../../domain/index.ts";
import { checkOperations, type Tried } from "./check-operations.ts";
import { InspectingClient } from "./inspecting-client.ts";

// V2 first: it lists evaluations, which V1 does not.
const PROTOCOLS = [
  ["v2", V2, V2_PROBES],
  ["v1", V1, V1_PROBES],
] as const;

/** What the reads of one account showed. */
export interface AccountFindings {
  readonly version: "auto" | ApiVersion;
  readonly tried: Readonly<Record<ApiVersion, readonly Tried[]>>;
  /** By protocol and operation. */
  readonly surprises: readonly (Surprise & { version: ApiVersion; operation: string })[];
  /** How far Qianfan's clock is ahead of this one, in seconds; null where no answer told. */
  readonly clockAheadSeconds: number | null;
}

export interface AccountParts {
  readonly config: Config;
  /** Ids of objects that no list names. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Called with each answer's body. */
  readonly record: (version: ApiVersion, operation: string, body: unknown) => void;
}

/** Makes every read that can be made for one account, by both protocols. */
export async function checkAccount(
  { apiVersion, ...credentials }: AccountSettings,
  { config, ids, record }: AccountParts,
): Promise<AccountFindings> {
  const baseUrl = config.QIANFAN_CONSOLE_API_BASE_URL;
  const transport = new Transport({
    origin: baseUrl.origin,
    connections: 1,
    connectTimeoutMs: config.UPSTREAM_TIMEOUT_MS,
    maxAnswerBytes: config.UPSTREAM_MAX_ANSWER_BYTES,
  });
  const surprises = new Map<string, AccountFindings["surprises"][number]>();
  let clockAheadSeconds: number | null = null;
  const found = new FoundIds();
  for (const [kind, list] of Object.entries(ids)) found.add(kind, ...list);
  const tried: Record<ApiVersion, Tried[]> = { v1: [], v2: [] };
  for (const [version, protocol, probes] of PROTOCOLS) {
    const inspection = {
      replied: ({ headers }: { headers: { date?: string | undefined } }) => {
        const ahead = Date.parse(headers.date ?? "") - Date.now();
        if (!Number.isNaN(ahead)) clockAheadSeconds ??= Math.round(ahead / 1000);
      },
      answered: (operation: string, body: unknown) => record(version, operation, body),
      surprised: (operation: string, list: readonly Surprise[]) => {
        for (const surprise of list) {
          const key = `${version} ${operation} ${surprise.kind} ${surprise.member} ${surprise.word}`;
          surprises.set(key, { ...surprise, version, operation });
        }
      },
    };
    const client = new InspectingClient(
      {
        protocol,
        credentials,
        baseUrl,
        transport,
        signatureSeconds: config.SIGNATURE_SECONDS,
        timeoutMs: { read: config.UPSTREAM_TIMEOUT_MS, write: config.UPSTREAM_WRITE_TIMEOUT_MS },
        delivery: delivery(config),
      },
      inspection,
    );
    tried[version] = await checkOperations(client, probes, found);
  }
  await transport.close(0);
  return {
    version: apiVersion ?? config.QIANFAN_API_VERSION,
    tried,
    surprises: [...surprises.values()],
    clockAheadSeconds,
  };
}

/** Within the account's quota; each failure is to be seen, so nothing is tried again. */
function delivery(config: Config): RetryPolicy {
  return new RetryPolicy({
    attempts: 1,
    retryDelayMs: 0,
    patienceMs: config.UPSTREAM_WRITE_TIMEOUT_MS,
    limiter: new Limiter({
      callsPerSecond: config.UPSTREAM_CALLS_PER_SECOND,
      callsInFlight: config.UPSTREAM_CALLS_IN_FLIGHT,
      shared: null,
      onWaited: () => undefined,
    }),
    breaker: new Breaker({ failures: 0, openMs: 1, shared: null, onChange: () => undefined }),
  });
}
