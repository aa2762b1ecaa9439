import { graphqlEnum } from "./enum.ts";

export const OrderDirection = graphqlEnum("OrderDirection", "Which end of an order comes first.", {
  ASC: "The smallest or oldest first.",
  DESC: "The largest or newest first.",
});
