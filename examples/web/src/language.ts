import { createContext, useContext } from "react";

const TEXTS = {
  en: {
    title: "Models and evaluations",
    token: "Token",
    tokenHint: "none for the demo",
    signIn: "Use",
    models: "Models",
    none: "There is nothing yet.",
    newest: "newest:",
    noVersion: "no version yet",
    more: "Load more",
    loading: "Loading…",
    retry: "Try again",
    versions: "Versions of",
    version: "Version",
    evaluate: "Evaluate",
    evaluation: "Evaluation",
    late: "Qianfan does not answer at present; this is the last known state.",
    accuracy: "Accuracy",
  },
  zh: {
    title: "模型与评估",
    token: "令牌",
    tokenHint: "演示环境无需填写",
    signIn: "使用",
    models: "模型",
    none: "暂无数据。",
    newest: "最新版本：",
    noVersion: "暂无版本",
    more: "加载更多",
    loading: "加载中…",
    retry: "重试",
    versions: "模型版本：",
    version: "版本",
    evaluate: "发起评估",
    evaluation: "评估任务",
    late: "千帆暂时没有响应，以下为最近一次的状态。",
    accuracy: "准确率",
  },
} as const;

export type Language = keyof typeof TEXTS;

export const LanguageContext = createContext<Language>("en");

export function languageOfBrowser(): Language {
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

export function useTexts(): (typeof TEXTS)[Language] {
  return TEXTS[useContext(LanguageContext)];
}
