import { Pool } from "undici";

/** What goes over the wire: everything but the address of the host. */
export interface WireRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface TransportOptions {
  /** Where Qianfan is: scheme, host and port. */
  readonly origin: string;
  readonly connections: number;
  /** For the headers of an answer, and then for each further piece of its body. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** Keep-alive connections to one host. */
export class Transport {
  readonly #pool: Pool;

  constructor(options: TransportOptions) {
    this.#pool = new Pool(options.origin, {
      connections: options.connections,
      connect: { timeout: options.timeoutMs },
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      maxResponseSize: options.maxAnswerBytes,
    });
  }

  async post(request: WireRequest, signal?: AbortSignal): Promise<WireReply> {
    const reply = await this.#pool.request({
      method: "POST",
      path: request.path,
      headers: request.headers,
      body: request.body,
      ...(signal ? { signal } : {}),
    });
    return { status: reply.statusCode, headers: reply.headers, text: await reply.body.text() };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
