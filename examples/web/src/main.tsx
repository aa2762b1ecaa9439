import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { App } from "./App.tsx";
import { client } from "./client.ts";
import "./style.css";

const place = document.getElementById("app");
if (!place) throw new Error("The page has no #app.");

createRoot(place).render(
  <StrictMode>
    <Provider value={client}>
      <App />
    </Provider>
  </StrictMode>,
);
