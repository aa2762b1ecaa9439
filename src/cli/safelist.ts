import { parseArgs } from "node:util";
import { GraphQLError } from "graphql";
import { SafelistError, safelistManifest } from "./safelist-manifest.ts";

const HELP = `Makes the list of operations that SAFELIST names, in the format of Apollo's persisted query
manifest: each operation with the fragments it uses, from whichever of the files.

Usage: qianfan-graphql safelist 'src/**/*.graphql' ... > safelist.json

Patterns are in quotes, so that this program expands them and not the shell: ** is any folders,
* any name, {a,b} one of both, !pattern leaves out.
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  const text = values.help ? HELP : `${JSON.stringify(safelistManifest(positionals), null, 2)}\n`;
  process.stdout.write(text);
} catch (error) {
  const isMistake = error instanceof SafelistError || error instanceof GraphQLError;
  if (!isMistake && !(error instanceof TypeError && "code" in error)) throw error;
  process.stderr.write(`safelist: ${error.message}\nTry: qianfan-graphql safelist --help\n`);
  process.exitCode = 1;
}
