// Draws a report: metrics side by side, one column a version, and how the scores are distributed.

const SVG = "http://www.w3.org/2000/svg";
const SERIES = 5;

const MODES = {
  rule: {
    title: "By rules",
    metrics: {
      accuracy: "Accuracy",
      f1Score: "F1",
      rouge1: "ROUGE-1",
      rouge2: "ROUGE-2",
      rougeL: "ROUGE-L",
      bleu4: "BLEU-4",
    },
  },
  judge: {
    title: "By a judge model",
    metrics: { average: "Average score", median: "Median score", standardDeviation: "Deviation" },
  },
  manual: {
    title: "By people",
    metrics: { average: "Average score", goodCaseProportion: "Good cases" },
  },
};

/** What is better when it is smaller. */
const SMALLER_IS_BETTER = new Set(["standardDeviation"]);

const $ = (id) => document.getElementById(id);

export function drawReport(entries) {
  $("legend").replaceChildren(...entries.map(legend));
  $("metrics").replaceChildren(
    ...Object.entries(MODES)
      .filter(([mode]) => entries.some((entry) => entry[mode]))
      .map(([mode, { title, metrics }]) => metricTable(title, metrics, mode, entries)),
  );
  $("distributions").replaceChildren(...distributions(entries).map(chart));
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function legend(entry, index) {
  const item = element("span");
  item.append(element("i", `swatch series-${index % SERIES}`), nameOf(entry));
  return item;
}

function nameOf({ modelName, version }) {
  return `${modelName} ${version}`;
}

function metricTable(title, metrics, mode, entries) {
  const table = element("table", "metrics");
  const heads = [title, ...entries.map(nameOf)].map((text) => {
    const head = element("th", "", text);
    head.scope = "col";
    return head;
  });
  table
    .createTHead()
    .insertRow()
    .append(...heads);
  const body = table.createTBody();
  for (const [name, label] of Object.entries(metrics)) {
    const values = entries.map((entry) => entry[mode]?.[name] ?? null);
    const known = values.filter((value) => value !== null);
    if (known.length === 0) continue;
    // Shares are drawn against 1, scores against the best of them.
    const full = Math.max(1, ...known);
    const best = SMALLER_IS_BETTER.has(name) ? Math.min(...known) : Math.max(...known);
    const row = body.insertRow();
    const head = element("th", "", label);
    head.scope = "row";
    row.append(head, ...values.map((value, index) => metricCell(value, full, best, index)));
  }
  return table;
}

function metricCell(value, full, best, index) {
  const cell = element("td");
  const inner = element("div", "cell");
  const track = element("div", "track");
  const fill = element("div", `fill series-${index % SERIES}`);
  fill.style.width = `${full > 0 ? (100 * (value ?? 0)) / full : 0}%`;
  track.append(fill);
  inner.append(track, element("span", "value", value === null ? "–" : value.toFixed(3)));
  cell.toggleAttribute("data-best", value !== null && value === best);
  cell.append(inner);
  return cell;
}

/** One for the judge, and one for each thing that people scored. */
function distributions(entries) {
  const judged = entries.map(({ judge }) => judge);
  const people = entries.flatMap(({ manual }) => manual?.dimensions ?? []);
  const names = [...new Set(people.map(({ dimension }) => dimension))];
  return [
    { title: "Scores", by: "the judge model", series: judged },
    ...names.map((name) => ({
      title: name,
      by: "people",
      series: entries.map(({ manual }) =>
        manual?.dimensions.find(({ dimension }) => dimension === name),
      ),
    })),
  ].filter(({ series }) => series.some((each) => each?.scoreDistribution?.length));
}

function chart({ title, by, series }) {
  const figure = element("figure");
  const caption = element("figcaption", "", `${title} `);
  caption.append(element("span", "", `given by ${by}, in answers`));
  figure.append(caption, bars(series, `${title} given by ${by}`));
  return figure;
}

const [WIDTH, HEIGHT, TOP, BOTTOM] = [440, 190, 18, 24];

function bars(series, label) {
  const scores = new Set(
    series.flatMap((each) => (each?.scoreDistribution ?? []).map(({ score }) => score)),
  );
  const groups = [...scores]
    .sort((a, b) => a - b)
    .map((score) => ({
      name: String(score),
      counts: series.map(
        (each) => each?.scoreDistribution?.find((entry) => entry.score === score)?.count ?? 0,
      ),
    }));
  if (series.some((each) => each?.unscored)) {
    groups.push({ name: "none", counts: series.map((each) => each?.unscored ?? 0) });
  }
  const most = Math.max(1, ...groups.flatMap(({ counts }) => counts));
  const svg = svgElement("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  svg.setAttribute("aria-label", label);
  const floor = HEIGHT - BOTTOM;
  svg.append(svgElement("line", { class: "axis", x1: 0, x2: WIDTH, y1: floor, y2: floor }));
  groups.forEach(({ name, counts }, place) => {
    const room = WIDTH / groups.length;
    const width = Math.min(30, (room * 0.76) / counts.length);
    const start = room * place + (room - width * counts.length) / 2;
    svg.append(svgText("", name, room * (place + 0.5), HEIGHT - 7));
    counts.forEach((count, index) => {
      if (count === 0) return;
      const height = ((floor - TOP) * count) / most;
      const x = start + width * index;
      const bar = svgElement("rect", {
        class: `bar series-${index % SERIES}`,
        x: x + 1,
        y: floor - height,
        width: width - 2,
        height,
        rx: 2,
      });
      svg.append(bar, svgText("count", count, x + width / 2, floor - height - 4));
    });
  });
  return svg;
}

function svgText(className, text, x, y) {
  const made = svgElement("text", { class: className, x, y });
  made.textContent = text;
  return made;
}

function svgElement(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
