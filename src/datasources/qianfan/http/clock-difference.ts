import type { Localized } from "../../../domain/index.ts";
import { header, type WireReply } from "./wire.ts";

const WORTH_MENTIONING_MS = 60_000;

/** Why a signature was not accepted; where the clocks differ, by how much, since that may be all there is to it. */
export function clockDifference(said: string, reply: WireReply, now: Date): string | Localized {
  const ahead = Date.parse(header(reply, "date") ?? "") - now.getTime();
  if (!(Math.abs(ahead) >= WORTH_MENTIONING_MS)) return said;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const [side, otherSide] = ahead > 0 ? ["behind", "慢"] : ["ahead of", "快"];
  return {
    en: `${said} (this server's clock is ${minutes} minutes ${side} Qianfan's)`,
    zh: `${said}（本服务的时钟比千帆${otherSide} ${minutes} 分钟）`,
  };
}
