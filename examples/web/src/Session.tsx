import { type FormEvent, useState } from "react";
import { type Language, useTexts } from "./language.ts";

interface Props {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onToken: (token: string) => void;
}

/** The token stays in memory: where scripts can read a stored one, a single bad script takes it. */
export function Session({ language, onLanguage, onToken }: Props) {
  const texts = useTexts();
  const [token, setToken] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    onToken(token.trim());
  }
  return (
    <header>
      <h1>{texts.title}</h1>
      <form onSubmit={submit}>
        <label>
          {texts.token}{" "}
          <input
            type="password"
            autoComplete="off"
            value={token}
            placeholder={texts.tokenHint}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        <button type="submit">{texts.signIn}</button>
      </form>
      <select
        aria-label="Language / 语言"
        value={language}
        onChange={({ target }) => onLanguage(target.value === "zh" ? "zh" : "en")}
      >
        <option value="en">English</option>
        <option value="zh">中文</option>
      </select>
    </header>
  );
}
