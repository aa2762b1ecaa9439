/** For a program that runs the server inside itself. */
export { type App, createApp } from "./app.ts";
export { type Config, ConfigError, readConfig } from "./config/index.ts";
