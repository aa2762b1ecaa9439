import { useEffect, useMemo, useState } from "react";
import { Provider } from "urql";
import { createClient } from "./client.ts";
import { Evaluation } from "./Evaluation.tsx";
import { LanguageContext, languageOfBrowser } from "./language.ts";
import { Models } from "./Models.tsx";
import { Session } from "./Session.tsx";
import { Versions } from "./Versions.tsx";

export function App() {
  const [language, setLanguage] = useState(languageOfBrowser);
  const [token, setToken] = useState("");
  const client = useMemo(() => createClient({ token, language }), [token, language]);
  const [model, setModel] = useState<string>();
  const [evaluation, setEvaluation] = useState<string>();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageContext value={language}>
      <Provider value={client}>
        <main>
          <Session language={language} onLanguage={setLanguage} onToken={setToken} />
          <Models chosen={model} onChoose={setModel} />
          {model && <Versions key={model} model={model} onEvaluate={setEvaluation} />}
          {evaluation && <Evaluation key={evaluation} id={evaluation} />}
        </main>
      </Provider>
    </LanguageContext>
  );
}
