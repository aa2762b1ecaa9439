import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";

// `npm start` builds what is missing or older than its sources; an installed package has only dist.
const built = "dist/main.js";
const sources = existsSync("src")
  ? readdirSync("src", { recursive: true }).map((name) => `src/${name}`)
  : [];
const newest = Math.max(0, ...sources.map((name) => statSync(name).mtimeMs));

if (!existsSync(built) || statSync(built).mtimeMs < newest) {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
