import type { Logger } from "pino";
import { expectTypeOf } from "vitest";
import * as api from "../src/index.ts";

// The types of what `import ... from "qianfan-graphql"` gives. `npm run check:types` compiles this
// file, and fails where a program that embeds the server would not compile any more.

expectTypeOf<keyof typeof api>().toEqualTypeOf<"createApp" | "readConfig" | "ConfigError">();

expectTypeOf(api.readConfig).parameters.toEqualTypeOf<
  [environment: Readonly<Record<string, string | undefined>>]
>();
expectTypeOf(api.readConfig).returns.toEqualTypeOf<api.Config>();
expectTypeOf(api.readConfig).toBeCallableWith(process.env);

expectTypeOf(api.createApp).toBeCallableWith(api.readConfig({}));
expectTypeOf(api.createApp).parameter(0).toEqualTypeOf<api.Config>();
expectTypeOf(api.createApp).parameter(1).toEqualTypeOf<Logger | undefined>();
expectTypeOf(api.createApp).returns.resolves.toEqualTypeOf<api.App>();
// @ts-expect-error settings are read by `readConfig`, which checks them
expectTypeOf(api.createApp).toBeCallableWith({ PORT: "4000" });

expectTypeOf<keyof api.App>().toEqualTypeOf<"url" | "adminUrl" | "log" | "stop">();
expectTypeOf<api.App["url"]>().toEqualTypeOf<string>();
expectTypeOf<api.App["adminUrl"]>().toEqualTypeOf<string | null>();
expectTypeOf<api.App["stop"]>().toEqualTypeOf<() => Promise<void>>();

expectTypeOf<api.Config["PORT"]>().toEqualTypeOf<number>();
expectTypeOf<api.Config["ADMIN_PORT"]>().toEqualTypeOf<number | null>();
expectTypeOf<api.Config["QIANFAN_ACCESS_KEY"]>().toEqualTypeOf<string | null>();
expectTypeOf<api.Config["NODE_ENV"]>().toEqualTypeOf<"production" | "development" | "test">();
export function change(config: api.Config): void {
  // @ts-expect-error a configuration does not change while the server runs
  config.PORT = 4001;
}

expectTypeOf<api.ConfigError>().toExtend<Error>();
expectTypeOf(new api.ConfigError([])).toHaveProperty("name");
