import { text } from "node:stream/consumers";
import { randomDocuments } from "../test/fuzz/documents.ts";

// Takes a schema and what its arguments may be, and gives random documents, both as JSON.
const options = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(randomDocuments(options)));
