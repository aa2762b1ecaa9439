import { authorization, type Credentials, signingTimestamp } from "./sign.ts";
import type { WireRequest } from "./wire.ts";

const SIGNED_HEADERS = ["content-type", "host", "x-bce-date"];

/**
 * Signs the requests of one client, which all have the same headers. The signature does not cover the
 * body, so that all requests of a path and a second have the same one: it is kept for that second.
 * Without that, 50 versions by id (W4 of the bench) cost a fifth to a third more processor time.
 */
export class Signer {
  readonly #byPath = new Map<string, string>();
  #timestamp = "";

  constructor(
    private readonly credentials: Credentials,
    private readonly expirationInSeconds: number,
  ) {}

  sign({ path, headers, body }: WireRequest, now: Date): WireRequest {
    const timestamp = signingTimestamp(now);
    if (timestamp !== this.#timestamp) this.#byPath.clear();
    this.#timestamp = timestamp;
    const dated = { ...headers, "x-bce-date": timestamp };
    const signature = this.#byPath.get(path) ?? this.#signature(path, dated, timestamp);
    this.#byPath.set(path, signature);
    return { path, headers: Object.assign(dated, { authorization: signature }), body };
  }

  #signature(path: string, headers: WireRequest["headers"], timestamp: string): string {
    const { credentials, expirationInSeconds } = this;
    const options = { timestamp, expirationInSeconds, signedHeaders: SIGNED_HEADERS };
    const [plainPath = "", query = ""] = path.split("?");
    const request = { method: "POST", path: plainPath, query: parametersIn(query), headers };
    return authorization(request, credentials, options);
  }
}

// The parameters of V2's calls, which stand in the path as it is sent.
function parametersIn(query: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(query));
}
