import { Server, Socket } from "node:net";

// A unit test that listens or connects belongs to another project; a worker's own pipes exist already.
const refuse = (): never => {
  throw new Error("A unit test opens no socket: move the file to `behaviour` (vitest.config.ts).");
};
Server.prototype.listen = refuse;
Socket.prototype.connect = refuse;
