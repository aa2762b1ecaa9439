import { expect, it } from "vitest";
import { authorization } from "../../../../src/datasources/qianfan/http/sign.ts";
import { Signer } from "../../../../src/datasources/qianfan/http/signer.ts";

const KEYS = { accessKey: "access", secretKey: "secret" };
const HEADERS = { "content-type": "application/json", host: "qianfan.example" };

it("each request carries the signature of its own path and second", () => {
  const signer = new Signer(KEYS, 1800);
  const paths = ["/modelDetail", "/eval/detail", "/modelDetail"];
  const seconds = ["2024-05-17T03:04:05Z", "2024-05-17T03:04:06Z", "2024-05-17T03:04:05Z"];
  for (const timestamp of seconds) {
    for (const path of paths) {
      const headers = { ...HEADERS, "x-bce-date": timestamp };
      const signed = signer.sign({ path, headers: HEADERS, body: "{}" }, new Date(timestamp));
      const expected = authorization({ method: "POST", path, headers }, KEYS, {
        timestamp,
        expirationInSeconds: 1800,
        signedHeaders: ["content-type", "host", "x-bce-date"],
      });
      expect(signed).toEqual({
        path,
        headers: { ...headers, authorization: expected },
        body: "{}",
      });
    }
  }
});
