import { drawReport } from "./watch-report.js";

// Everything the page needs is GraphQL's own endpoint, and the browser's fetch and EventSource.
const ENDPOINT = "/graphql";

const TASKS = `query Tasks($ids: [ID!]!) {
  evaluationTasks(ids: $ids) { id name state }
}`;

const WATCH = `subscription Watch($id: ID!) {
  evaluationTaskUpdated(id: $id) {
    id name description state isFinal
    dataset { name }
    standard { modes }
    units { modelName version state message inferenceDataset { state } }
    report {
      modelName version
      rule { accuracy f1Score rouge1 rouge2 rougeL bleu4 }
      judge { average standardDeviation median unscored scoreDistribution { score count } }
      manual {
        average goodCaseProportion
        dimensions { dimension unscored scoreDistribution { score count } }
      }
    }
  }
}`;

const STATES = {
  EDITING: ["Draft", "quiet"],
  PENDING: ["Waiting", "wait"],
  DOING: ["Running", "busy"],
  DOING_WITH_MANUAL_BEGIN: ["Being scored", "wait"],
  DOING_WITH_METRICS_CALCULATING: ["Computing figures", "wait"],
  STOPPING: ["Stopping", "wait"],
  DONE: ["Done", "good"],
  PARTLY_DONE: ["Partly done", "wait"],
  FAILED: ["Failed", "bad"],
  STOPPED: ["Stopped", "quiet"],
};

const $ = (id) => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function showState(badge, state) {
  const [text, tone] = STATES[state] ?? [state ?? "Unknown", "quiet"];
  badge.textContent = text;
  badge.dataset.tone = tone;
}

/** The demo's evaluation that begins now; nothing where another server serves the page. */
async function running() {
  const response = await fetch("/running");
  return response.ok ? (await response.text()).trim() : "";
}

async function listTasks() {
  const ids = $("tasks").dataset.ids.split(" ");
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: TASKS, variables: { ids } }),
  });
  const { data } = await response.json();
  $("tasks").replaceChildren(...data.evaluationTasks.filter(Boolean).map(listed));
}

function listed({ id, name, state }) {
  const item = element("li");
  const button = element("button");
  button.type = "button";
  button.dataset.id = id;
  const text = element("span");
  text.append(element("span", "name", name), element("code", "", id));
  const badge = element("span", "badge");
  showState(badge, state);
  button.append(text, badge);
  button.addEventListener("click", () => {
    location.hash = id;
  });
  item.append(button);
  return item;
}

let stream = null;
let shown = null;

function watch(id) {
  stream?.close();
  shown = null;
  $("events").replaceChildren();
  $("task").hidden = true;
  $("report").hidden = true;
  notice(null);
  for (const button of $("tasks").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === id));
  }
  const params = new URLSearchParams({ query: WATCH, variables: JSON.stringify({ id }) });
  stream = new EventSource(`${ENDPOINT}?${params}`);
  stream.addEventListener("next", ({ data }) => show(JSON.parse(data)));
  // EventSource connects again by itself whenever a stream ends: at its end it has to be closed.
  stream.addEventListener("complete", ({ target }) => {
    target.close();
    log("The subscription is complete.");
  });
  stream.addEventListener("error", () => log("Connection lost; trying again."));
}

function show({ data, errors, extensions }) {
  if (errors) {
    notice(errors[0].message, "bad");
    log(errors[0].message);
  }
  const task = data?.evaluationTaskUpdated;
  if (!task) return;
  $("task").hidden = false;
  const trouble = extensions?.watch;
  if (!errors)
    notice(trouble ? `Qianfan does not answer at present: ${trouble.error.message}` : null);
  $("name").textContent = task.name;
  $("about").textContent = [task.description, task.dataset?.name, task.id]
    .filter(Boolean)
    .join(" · ");
  showState($("state"), task.state);
  const inList = $("tasks").querySelector(`[data-id="${CSS.escape(task.id)}"] .badge`);
  if (inList) showState(inList, task.state);
  showSteps(task);
  $("units").replaceChildren(...task.units.map((unit, index) => unitRow(unit, index, task)));
  logChange(task);
  $("report").hidden = !task.report?.length;
  if (task.report?.length) drawReport(task.report);
}

function showSteps({ state, standard }) {
  const people = standard?.modes.includes("MANUAL") ? ["DOING_WITH_MANUAL_BEGIN"] : [];
  const way = ["PENDING", "DOING", ...people];
  const end = ["STOPPING", "STOPPED"].includes(state) ? ["STOPPING", "STOPPED"] : [];
  const ends = end.length > 0 ? end : [["FAILED", "PARTLY_DONE"].includes(state) ? state : "DONE"];
  const steps = state === "EDITING" ? ["EDITING", ...way, ...ends] : [...way, ...ends];
  const now = steps.indexOf(state);
  $("steps").replaceChildren(
    ...steps.map((step, index) => {
      const item = element("li", "", STATES[step][0]);
      item.toggleAttribute("data-reached", index <= now);
      item.toggleAttribute("data-passed", index < now);
      item.toggleAttribute("data-now", index === now);
      return item;
    }),
  );
}

function unitRow({ modelName, version, message, inferenceDataset }, index, { state }) {
  const row = element("div", "unit");
  const track = element("div", "track");
  const fill = element("div", `fill series-${index % 5}`);
  const done = ["DONE", "PARTLY_DONE", "DOING_WITH_MANUAL_BEGIN"].includes(state) && !message;
  const answered = inferenceDataset?.state === "SUCCEEDED";
  const percent = done ? 100 : answered ? 60 : 0;
  fill.style.width = `${percent}%`;
  track.append(fill);
  const text = message || (done ? "evaluated" : answered ? "answers written" : "");
  row.append(
    element("span", "", `${modelName} ${version}`),
    track,
    element("span", "message", text),
  );
  return row;
}

function logChange({ state, units }) {
  const text = STATES[state]?.[0] ?? state;
  const messages = units
    .map(
      ({ message, inferenceDataset }) =>
        message ||
        (inferenceDataset?.state === "SUCCEEDED" && state === "DOING" ? "answers written" : ""),
    )
    .filter(Boolean);
  log(messages.length > 0 && shown === state ? `${text}: ${messages.join(", ")}` : text);
  shown = state;
}

function log(text) {
  const item = element("li");
  item.append(
    element("time", "", new Date().toLocaleTimeString("en-GB")),
    element("span", "", text),
  );
  $("events").prepend(item);
}

function notice(text, tone = "wait") {
  $("notice").hidden = text === null;
  $("notice").textContent = text ?? "";
  $("notice").dataset.tone = tone;
}

$("other").addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = new FormData(event.target).get("id").trim();
});
addEventListener("hashchange", () => watch(location.hash.slice(1)));

$("tasks").dataset.ids = `${await running()} ${$("tasks").dataset.ids}`.trim();
await listTasks();
const [first] = $("tasks").dataset.ids.split(" ");
watch(location.hash.slice(1) || first);
