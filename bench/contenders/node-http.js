// No GraphQL: node's own server, which says to everything what `{ __typename }` is answered.
import { createServer } from "node:http";

const ANSWER = JSON.stringify({ data: { __typename: "Query" } });

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.end(ANSWER));
});
server.listen(0, "127.0.0.1", () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
