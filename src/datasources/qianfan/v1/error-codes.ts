import {
  down,
  type ErrorClass,
  forbidden,
  limited,
  rejected,
  usedUp,
} from "../http/error-classes.ts";

/** Every code of V1's that is not an operation's own. */
export const V1_CODES: ReadonlyMap<string, ErrorClass> = new Map([
  ["1", down("unknown error")],
  ["2", down("service unavailable")],
  ["1000", down("system error, try later")],
  ["336000", down("internal error")],
  ["336100", down("high load, try later")],
  ["500000", down("internal server error")],
  ["4", limited("request limit reached")],
  ["18", limited("limit per second reached")],
  ["19", limited("limit in total reached")],
  ["336501", limited("requests per minute reached")],
  ["336502", limited("tokens per minute reached")],
  ["17", usedUp("daily limit reached")],
  ["401", rejected("unauthorized, said in a body")],
  ["403", forbidden("forbidden, said in a body")],
  ["6", forbidden("no permission to access data")],
  ["336004", forbidden("no permission")],
  ["500002", forbidden("auth failed, no access")],
  ["13", rejected("get service token failed")],
  ["14", rejected("IAM certification failed")],
  ["15", rejected("application does not exist")],
  ["110", rejected("token invalid")],
  ["111", rejected("token expired")],
]);
