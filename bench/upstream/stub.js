import { createServer } from "node:http";
import { evaluationDetail, integerOf, modelDetail, modelVersionDetail } from "./data.js";

/**
 * Qianfan as far as the contenders read it. Each body is made once and then only written; the parent
 * process sets the latency, moves evaluations on, and asks for the number of calls.
 */
const ANSWERS = {
  "/wenxinworkshop/modelrepo/modelDetail": ({ modelId }) => [modelDetail, integerOf(modelId)],
  "/wenxinworkshop/modelrepo/modelVersionDetail": ({ modelVersionId }) => [
    modelVersionDetail,
    integerOf(modelVersionId),
  ],
  "/wenxinworkshop/modelrepo/eval/detail": ({ id }) => [evaluation, integerOf(id)],
};

const bodies = new Map();
const progress = new Map();
let latencyMs = 0;
let calls = 0;

function evaluation(id) {
  return evaluationDetail(id, progress.get(id));
}

function move({ ids, state, message }) {
  for (const id of ids) {
    progress.set(id, { state, message });
    bodies.delete(keyOf(evaluation, id));
  }
}

const keyOf = (make, id) => `${make.name} ${id}`;

function bodyOf([make, id]) {
  const key = keyOf(make, id);
  let body = bodies.get(key);
  if (!body) {
    body = Buffer.from(JSON.stringify({ log_id: "4245751552", result: make(id) }));
    bodies.set(key, body);
  }
  return body;
}

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => (text += chunk));
  request.on("end", () => {
    calls += 1;
    const body = bodyOf(ANSWERS[request.url](JSON.parse(text)));
    const answer = () => {
      response.writeHead(200, {
        "content-type": "application/json; charset=utf-8",
        "content-length": body.length,
      });
      response.end(body);
    };
    if (latencyMs === 0) answer();
    else setTimeout(answer, latencyMs);
  });
});
server.keepAliveTimeout = 0;

process.on("message", (message) => {
  latencyMs = message.latencyMs ?? latencyMs;
  if (message.move) move(message.move);
  process.send({ calls });
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}` }),
);
