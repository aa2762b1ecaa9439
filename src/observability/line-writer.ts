import { write, writeSync } from "node:fs";
import type { DestinationStream } from "pino";
import { processCounts } from "./process-counts.ts";

export interface LineWriterOptions {
  /** Lines that wait for a slow reader, in characters; lines beyond are dropped. Default: 8,000,000. */
  readonly maxWaiting?: number;
  /** Called with the reason the first time that a line is dropped. */
  readonly onFirstDrop: (reason: string) => void;
}

const PIECE_CHARACTERS = 4096;
const MAX_DELAY_MS = 100;
const RETRY_MS = 100;
const FLUSH_TIMEOUT_MS = 1000;
const EXIT_RETRIES = 20;
const EXIT_RETRY_MS = 10;
const NEWLINE = 10;

/**
 * Writes lines to a file descriptor without ever blocking the process or ending it. A full disk, a full
 * pipe or a closed one costs lines: they are dropped and counted, and the next line tries again.
 *
 * Lines are written in pieces, and at least ten times a second: writing each line by itself costs a
 * small query as much as everything else that is done for it.
 */
export class LineWriter implements DestinationStream {
  #waiting: string[] = [];
  #waitingCharacters = 0;
  /** What is being written, without the part that has been. */
  #piece: Buffer | null = null;
  #isWriting = false;
  #endsInsideLine = false;
  #timer: NodeJS.Timeout | undefined;
  #flushed: (() => void)[] = [];
  #dropped = 0;
  #hasDropped = false;

  constructor(
    private readonly fd: number,
    private readonly options: LineWriterOptions,
  ) {}

  write(line: string): void {
    if (this.#waitingCharacters + line.length > (this.options.maxWaiting ?? 8_000_000)) {
      this.#drop(1, "its reader is too slow");
      return;
    }
    this.#keep(line);
    this.#schedule();
  }

  /** Writes what waits; `done` is called when that is written or dropped, at the latest after a second. */
  flush(done?: () => void): void {
    this.#next();
    if (!done) return;
    if (this.#piece === null) {
      done();
      return;
    }
    const timer = setTimeout(() => done(), FLUSH_TIMEOUT_MS);
    this.#flushed.push(() => {
      clearTimeout(timer);
      done();
    });
  }

  /** For a process that ends now: writes what waits, and gives up soon. */
  flushSync(): void {
    const inHand = this.#isWriting ? [] : [this.#piece ?? Buffer.alloc(0)];
    this.#piece = this.#isWriting ? this.#piece : null;
    const left = this.#writeNow(Buffer.concat([...inHand, this.#takeWaiting()]));
    if (left) this.#drop(linesIn(left.piece), reasonOf(left.error));
  }

  #writeNow(piece: Buffer): { piece: Buffer; error: unknown } | null {
    let [rest, retries] = [piece, EXIT_RETRIES];
    while (rest.length > 0) {
      try {
        const written = writeSync(this.fd, rest);
        this.#endsInsideLine = rest[written - 1] !== NEWLINE;
        rest = rest.subarray(written);
      } catch (error) {
        if (!isBusy(error) || retries-- === 0) return { piece: rest, error };
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, EXIT_RETRY_MS);
      }
    }
    return null;
  }

  #takeWaiting(): Buffer {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#waiting.join("");
    this.#waiting = [];
    this.#waitingCharacters = 0;
    return Buffer.from(text);
  }

  #next(): void {
    if (this.#piece !== null || this.#waiting.length === 0) return;
    const lines = this.#takeWaiting();
    // A piece that was given up half-way has left half a line.
    this.#piece = this.#endsInsideLine ? Buffer.concat([Buffer.from("\n"), lines]) : lines;
    this.#send(this.#piece);
  }

  #send(piece: Buffer): void {
    this.#isWriting = true;
    write(this.fd, piece, (error, written) => {
      this.#isWriting = false;
      if (isBusy(error)) setTimeout(() => this.#again(), RETRY_MS).unref();
      else if (error) this.#failed(piece, error);
      else this.#wrote(piece, written);
    });
  }

  #again(): void {
    if (this.#piece !== null && !this.#isWriting) this.#send(this.#piece);
  }

  #wrote(piece: Buffer, written: number): void {
    this.#endsInsideLine = piece[written - 1] !== NEWLINE;
    this.#piece = piece.subarray(written);
    if (this.#piece.length > 0) {
      this.#send(this.#piece);
      return;
    }
    this.#reportDropped();
    this.#done();
  }

  #failed(piece: Buffer, error: Error): void {
    this.#drop(linesIn(piece), reasonOf(error));
    this.#done();
  }

  #done(): void {
    this.#piece = null;
    if (this.#waiting.length === 0) for (const flushed of this.#flushed.splice(0)) flushed();
    else if (this.#flushed.length > 0) this.#next();
    else this.#schedule();
  }

  #schedule(): void {
    if (this.#waitingCharacters >= PIECE_CHARACTERS) this.#next();
    else this.#timer ??= setTimeout(() => this.#next(), MAX_DELAY_MS).unref();
  }

  #drop(lines: number, reason: string): void {
    this.#dropped += lines;
    processCounts.droppedLogLines += lines;
    if (this.#hasDropped) return;
    this.#hasDropped = true;
    this.options.onFirstDrop(reason);
  }

  #reportDropped(): void {
    if (this.#dropped === 0) return;
    const line = {
      level: 40,
      time: Date.now(),
      dropped: this.#dropped,
      msg: "log lines were dropped",
    };
    this.#dropped = 0;
    this.#keep(`${JSON.stringify(line)}\n`);
  }

  #keep(line: string): void {
    this.#waiting.push(line);
    this.#waitingCharacters += line.length;
  }
}

/** The lines that are lost with a piece. One that lacks nothing but its end, at the start, is not. */
function linesIn(piece: Buffer): number {
  return piece.reduce((count, byte, at) => (byte === NEWLINE && at > 0 ? count + 1 : count), 0);
}

function isBusy(error: unknown): boolean {
  return reasonOf(error) === "EAGAIN" || reasonOf(error) === "EBUSY";
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "it cannot be written to";
}
