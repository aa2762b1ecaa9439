import { describe, expect, it } from "vitest";
import {
  authorization,
  canonicalRequest,
  sign,
  signingTimestamp,
} from "../../../../src/datasources/qianfan/http/sign.ts";
import vectors from "../../../fixtures/auth-vectors.json" with { type: "json" };

interface Vector {
  name: string;
  ak: string;
  sk: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  timestamp: string;
  expirationInSeconds: number;
  signedHeaders: string[];
  authStringPrefix: string;
  canonicalRequest: string;
  signature: string;
  authorization: string;
}

describe("bce-auth-v1 signing", () => {
  const all = vectors.vectors as unknown as Vector[];

  it("has all 20 published vectors to agree with", () => {
    expect(all).toHaveLength(20);
  });

  it.each(all.map((vector) => [vector.name, vector] as const))("agrees with %s", (_, vector) => {
    const canonical = canonicalRequest(vector, vector.signedHeaders);
    expect(canonical.text).toBe(vector.canonicalRequest);
    expect(sign(vector.authStringPrefix, canonical.text, vector.sk)).toBe(vector.signature);
    expect(authorization(vector, { accessKey: vector.ak, secretKey: vector.sk }, vector)).toBe(
      vector.authorization,
    );
  });

  it("covers the same headers in whatever order and letter case they are named", () => {
    const [vector] = all as [Vector];
    const shuffled = vector.signedHeaders.map((name) => name.toUpperCase()).reverse();
    expect(canonicalRequest(vector, shuffled)).toEqual(
      canonicalRequest(vector, vector.signedHeaders),
    );
  });

  it("writes the time in whole seconds of UTC", () => {
    expect(signingTimestamp(new Date("2024-02-29T23:59:59.999+08:00"))).toBe(
      "2024-02-29T15:59:59Z",
    );
  });
});
