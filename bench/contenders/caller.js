import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addToken } from "../../dist/auth/add-token.js";

const directory = mkdtempSync(join(tmpdir(), "bench-"));
process.once("exit", () => rmSync(directory, { recursive: true }));

/** The callers that this server knows, as `npm run token` writes them. */
export const TOKENS_FILE = join(directory, "tokens.json");
const expires = new Date(Date.now() + 86_400_000).toISOString();
const tokens = Array.from({ length: 10 }, (_, n) =>
  addToken(TOKENS_FILE, { name: `caller-${n}`, scopes: ["read"], expires }),
);

/** What each request of the load carries, to whomever: only this server asks who calls. */
export const AUTHORIZATION = `Bearer ${tokens.at(-1)}`;
