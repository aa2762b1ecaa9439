import type * as domain from "../domain/index.ts";
import { graphqlEnum } from "./enum.ts";

export const OrderDirection = graphqlEnum<domain.OrderDirection>(
  "OrderDirection",
  "Which end of an order comes first.",
  {
    ASC: "The smallest or oldest first.",
    DESC: "The largest or newest first.",
  },
);
