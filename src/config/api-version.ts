import { API_VERSIONS } from "../domain/index.ts";

/** Which version of Qianfan's API answers: `auto` takes V1, and V2 where V1 is gone. */
export const API_VERSION_CHOICES = ["auto", ...API_VERSIONS] as const;
export type ApiVersionChoice = (typeof API_VERSION_CHOICES)[number];
