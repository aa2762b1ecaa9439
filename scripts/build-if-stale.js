import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";

// Builds what is missing or older than its sources: `node scripts/build-if-stale.js server playground`.
// An installed package has no sources, only what was built from them.
const TARGETS = {
  server: { built: "dist-server/main.js", from: ["src", "package-lock.json"] },
  playground: {
    built: "dist-playground/index.html",
    from: ["playground", "examples", "package-lock.json"],
  },
};

for (const name of process.argv.slice(2)) {
  const { built, from } = TARGETS[name];
  const sources = existsSync(from[0]) ? from : [];
  const newest = Math.max(0, ...sources.flatMap(files).map(changedAt));
  if (!existsSync(built) || changedAt(built) < newest) {
    const env = { ...process.env, NODE_ENV: "production" };
    execFileSync("npm", ["run", "--silent", `build:${name}`], { stdio: "inherit", env });
  }
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true });
  return [
    path,
    ...entries
      .filter(({ name }) => name !== "node_modules" && name !== "dist")
      .flatMap(({ name }) => files(`${path}/${name}`)),
  ];
}

function changedAt(path) {
  return statSync(path).mtimeMs;
}
