import { enter } from "./contest.js";
import { httpAsker } from "./http.js";
import { waitOfOthers } from "./waits.js";

const times = (count, make) => Array.from({ length: count }, (_, n) => make(n)).join(" ");
const ID = "am-m400001";
const TEN_THOUSAND = "am-m700001";
const VERSION = "id version description stateText framework";

/** Documents that mean harm; the server's answer does not matter, only what others wait for. */
const DOCUMENTS = {
  "3,000 aliases": `{ ${times(3000, (n) => `a${n}: __typename`)} }`,
  "3,000 aliased models": `{ ${times(3000, (n) => `a${n}: model(id: "am-m${n + 1}") { name }`)} }`,
  "a field 100,000 times": `{ ${"__typename ".repeat(90_000)} }`,
  "50 levels": `{ model(id: "${ID}") { ${"versions { model { ".repeat(25)} name ${"} } ".repeat(25)} } }`,
  "a chain of 1,000 fragments": `{ ...F0 } ${times(1000, (n) => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F1000 on Query { __typename }`,
  "fragments doubling 25 times": `{ ...F0 } ${times(25, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F25 on Query { __typename }`,
  "fields in conflict": `{ ${times(300, (n) => `model(id: "${n}") { name }`)} }`,
  "10,000 directives": `{ __typename ${"@skip(if: false) ".repeat(10_000)} }`,
  "nested introspection": `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
  "10,000 versions 5 times": `{ model(id: "${TEN_THOUSAND}") { ${times(5, (n) => `a${n}: versions { ${VERSION} }`)} } }`,
  "10,000 versions 45 times": `{ model(id: "${TEN_THOUSAND}") { ${times(45, (n) => `a${n}: versions { ${VERSION} }`)} } }`,
  "900 kB of brackets": `{ model(id: ${"[".repeat(450_000)}${"]".repeat(450_000)}) { name } }`,
};

/** For how long each keeps the server from answering somebody else, at most. */
export async function hostile({ names, say }, upstream) {
  const found = {};
  for (const name of ["Apollo tutorial", "this server"].filter((one) => names.includes(one))) {
    found[name] = {};
    for (const [title, query] of Object.entries(DOCUMENTS)) {
      const contender = await enter(name, upstream.url);
      const http = httpAsker(contender.url, 1);
      const attack = () => http.ask({ body: JSON.stringify({ query }) }).catch(() => {});
      found[name][title] = await waitOfOthers(contender, attack);
      say(`hostile ${name}, ${title}: ${found[name][title]} ms`);
      await contender.stop();
    }
  }
  return found;
}
