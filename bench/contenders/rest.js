import { Pool } from "undici";

/** Qianfan's three reads over one pool of connections: what each contender but the tutorial builds on. */
export function restClient(origin = process.env.UPSTREAM) {
  const pool = new Pool(origin, { connections: 256 });
  const post = async (operation, body) => {
    const reply = await pool.request({
      method: "POST",
      path: `/wenxinworkshop/modelrepo/${operation}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await reply.body.json()).result;
  };
  return {
    model: (id) => post("modelDetail", { modelId: id }),
    version: (id) => post("modelVersionDetail", { modelVersionId: id }),
    evaluation: (id) => post("eval/detail", { id }),
  };
}
