import { onTestFinished } from "vitest";
import type { Subgraph } from "../../scripts/composers.ts";
import { type Answer, type Kit, type KitOptions, startKit } from "../kit/index.ts";
import { GATEWAYS } from "./gateways.ts";
import { NEIGHBOUR_SDL, startNeighbour } from "./neighbour.ts";

export interface Supergraph {
  /** Where the gateway serves the whole graph. */
  readonly url: string;
  /** This server, behind the gateway. */
  readonly qianfan: Kit;
  query(document: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** What this server tells composers. */
export async function sdlOf({ query }: Pick<Kit, "query">): Promise<string> {
  const { data } = await query("{ _service { sdl } }");
  return data._service.sdl;
}

/** This server and its neighbour, composed, behind a gateway; all stopped when the test ends. */
export async function startSupergraph(
  gateway: keyof typeof GATEWAYS,
  options: KitOptions = {},
): Promise<Supergraph> {
  const qianfan = await startKit(options);
  const neighbour = await startNeighbour();
  onTestFinished(() => neighbour.stop());
  const subgraphs: Subgraph[] = [
    { name: "qianfan", url: qianfan.url, sdl: await sdlOf(qianfan) },
    { name: "deployments", url: neighbour.url, sdl: NEIGHBOUR_SDL },
  ];
  const { url, stop } = await GATEWAYS[gateway](subgraphs);
  onTestFinished(stop);
  return {
    url,
    qianfan,
    async query(document, headers = {}) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: document }),
      });
      return (await response.json()) as Answer;
    },
  };
}
