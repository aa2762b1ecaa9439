import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { apiSchema } from "./api-schema.ts";

/** Where the clients' packages are installed. */
export const HOME = resolve(import.meta.dirname, "..");

export const url = inject("url");
export const token = inject("token");
export const readToken = inject("readToken");
export const webSocketUrl = url.replace("http", "ws");
export const authorization = `Bearer ${token}`;

/** The model 客服助手 of the demo and its versions, newest first. */
export const MODEL = "am-4kq9trv2xw7b";

/** An empty folder for what a tool generates, with the API's schema in it. */
export async function workshop(name: string): Promise<string> {
  const folder = join(HOME, ".generated", name);
  rmSync(folder, { recursive: true, force: true });
  await write(folder, "schema.graphql", apiSchema());
  return folder;
}

export async function write(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const run = promisify(execFile);

/** Runs a program of an installed package; what it printed is the error of a failure. */
export async function program(folder: string, name: string, ...args: string[]): Promise<string> {
  const path = join(HOME, "node_modules/.bin", name);
  const { stdout, stderr } = await run(path, args, { cwd: folder }).catch((error) => {
    throw new Error(`${name} failed:\n${error.stdout}\n${error.stderr}`);
  });
  return stdout + stderr;
}
