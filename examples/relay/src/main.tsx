import { start } from "./start.tsx";

const root = document.getElementById("root");
// The demo takes any token, and none.
if (root) start(root, new URL("/graphql", location.href).href, "");
