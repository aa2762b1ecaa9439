import { composeServices as composeByApollo } from "@apollo/composition";
import { composeServices as composeByTheGuild } from "@theguild/federation-composition";
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from "@wundergraph/composition";
import { type DocumentNode, parse, print } from "graphql";

/** A subgraph as a composer takes it. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url?: string;
}

/** Either a supergraph, or why there is none. */
export interface Composition {
  readonly supergraph: string;
  readonly errors: readonly string[];
}

interface Service {
  name: string;
  typeDefs: DocumentNode;
  url: string;
}

type ComposeServices = (services: Service[]) => {
  readonly supergraphSdl?: string | undefined;
  readonly errors?: readonly Error[] | undefined;
};

function composer(composeServices: ComposeServices) {
  return (subgraphs: readonly Subgraph[]): Composition => {
    const { supergraphSdl = "", errors = [] } = composeServices(services(subgraphs));
    return { supergraph: supergraphSdl, errors: errors.map(({ message }) => message) };
  };
}

export function services(subgraphs: readonly Subgraph[]): Service[] {
  return subgraphs.map(({ name, sdl, url }) => ({
    name,
    typeDefs: parse(sdl),
    url: url ?? `http://${name}.example/graphql`,
  }));
}

function byWunderGraph(subgraphs: readonly Subgraph[]): Composition {
  const result = federateSubgraphs({
    subgraphs: services(subgraphs).map(({ typeDefs, ...rest }) => ({
      ...rest,
      definitions: typeDefs,
    })),
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
  });
  return result.success
    ? { supergraph: print(result.federatedGraphAST), errors: [] }
    : { supergraph: "", errors: result.errors.map(({ message }) => message) };
}

/** Apollo's makes supergraphs for Router and Gateway, The Guild's for Hive, WunderGraph's for Cosmo. */
export const COMPOSERS = {
  "@apollo/composition": composer(composeByApollo),
  "@theguild/federation-composition": composer(composeByTheGuild),
  "@wundergraph/composition": byWunderGraph,
} as const;
