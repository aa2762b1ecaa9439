import { Pool } from "undici";
import { HEADERS } from "./http.js";

/** Subscribes over server-sent events, a connection each: `onData` gets the text of every result. */
export function subscriber(url, connections) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, bodyTimeout: 0 });
  const headers = { ...HEADERS, accept: "text/event-stream" };
  const subscribe = (body, { onData, onEnd }) => {
    const decoder = new TextDecoder();
    let text = "";
    pool.dispatch(
      { method: "POST", path: pathname, headers, body },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData(_, chunk) {
          const blocks = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
          text = blocks.pop();
          for (const block of blocks) {
            const data = /^event: next\ndata: (.*)$/.exec(block)?.[1];
            if (data !== undefined) onData(data);
          }
        },
        onResponseEnd: () => onEnd(),
        onResponseError: (_, error) => onEnd(error),
      },
    );
  };
  return { subscribe, close: () => pool.destroy() };
}
