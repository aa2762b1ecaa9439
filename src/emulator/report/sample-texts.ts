interface Sample {
  readonly prompt: string;
  readonly completion: string;
}

const SAMPLES: readonly Sample[] = [
  { prompt: "订单什么时候发货？", completion: "付款后 48 小时内发货。" },
  { prompt: "怎么申请退货？", completion: "在订单详情页点击“申请售后”，选择退货。" },
  { prompt: "可以开发票吗？", completion: "可以，在下单时填写发票抬头即可。" },
  { prompt: "运费由谁承担？", completion: "质量问题由商家承担，其他情况由买家承担。" },
  { prompt: "优惠券为什么不能用？", completion: "请查看优惠券的有效期和适用商品。" },
  { prompt: "怎么修改收货地址？", completion: "发货前可在订单详情页修改收货地址。" },
  { prompt: "商品保修多久？", completion: "自签收之日起保修一年。" },
  { prompt: "人工客服几点上班？", completion: "每天 9:00 至 21:00。" },
];

/** A sample's question, its expected answer, and what a model answered: made up. */
export function sampleTexts(index: number, modelName: string) {
  const { prompt, completion } = SAMPLES[index % SAMPLES.length] ?? { prompt: "", completion: "" };
  return {
    prompt: `${prompt}（样本 ${index + 1}）`,
    completion,
    prediction: `您好，${completion}（${modelName}）`,
  };
}
