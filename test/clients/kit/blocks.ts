import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { url, webSocketUrl, write } from "./index.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const BLOCK = /^```(\w*) ?(\S*)\n(.*?)^```/gms;

export interface Block {
  readonly language: string;
  /** The file that the block is; empty where it has no name. */
  readonly file: string;
  readonly text: string;
}

/** The code blocks of a document, with the demo's address in place of the usual one. */
export function blocksOf(document: string): Block[] {
  const text = readFileSync(resolve(ROOT, document), "utf8");
  return [...text.matchAll(BLOCK)].map(([, language = "", file = "", code = ""]) => ({
    language,
    file,
    text: code
      .replaceAll("http://127.0.0.1:4000/graphql", url)
      .replaceAll("ws://127.0.0.1:4000/graphql", webSocketUrl)
      .replaceAll("http://127.0.0.1:4000", new URL(url).origin),
  }));
}

/** The text of a block that is a file. */
export function textOf(blocks: readonly Block[], file: string): string {
  const block = blocks.find((block) => block.file === file);
  if (!block) throw new Error(`There is no block ${file}.`);
  return block.text;
}

export async function writeBlocks(folder: string, blocks: readonly Block[]): Promise<void> {
  for (const { file, text } of blocks) if (file !== "") await write(folder, file, text);
}

export const importFrom = <Module>(folder: string, file: string): Promise<Module> =>
  import(/* @vite-ignore */ join(folder, file));
