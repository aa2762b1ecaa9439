import { useState } from "react";
import { Evaluation } from "./Evaluation.tsx";
import { Models } from "./Models.tsx";
import { Versions } from "./Versions.tsx";

export function App() {
  const [model, setModel] = useState<string>();
  const [evaluation, setEvaluation] = useState<string>();
  return (
    <main>
      <Models chosen={model} onChoose={setModel} />
      {model && <Versions key={model} model={model} onEvaluate={setEvaluation} />}
      {evaluation && <Evaluation key={evaluation} id={evaluation} />}
    </main>
  );
}
