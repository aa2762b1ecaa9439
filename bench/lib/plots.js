import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const { document } = parseHTML("<html><body></body></html>");

/** Each plot as a file's text, by its name. */
export function plots({ growth }) {
  if (!growth) return {};
  return {
    versions: lines("versions in the answer", "operations a second", growth.versions, (point) => ({
      ...point,
      x: Number(point.workload.slice(1)),
      y: point.perSecond,
    })),
    clients: lines("clients at once", "operations a second", growth.clients, (point) => ({
      ...point,
      x: point.clients,
      y: point.perSecond,
    })),
    waiting: lines(
      "clients at once",
      "half of all answers within (ms)",
      growth.clients,
      (point) => ({
        ...point,
        x: point.clients,
        y: point.p50,
      }),
    ),
  };
}

function lines(x, y, points, placed) {
  const data = points.map(placed);
  const last = data.filter(
    ({ name, x }) => x === Math.max(...data.filter((d) => d.name === name).map((d) => d.x)),
  );
  const svg = Plot.plot({
    document,
    width: 640,
    height: 360,
    marginRight: 130,
    grid: true,
    x: { type: "log", label: x },
    y: { type: "log", label: y, tickFormat: "," },
    style: { background: "white", color: "black", fontFamily: "sans-serif" },
    marks: [
      // The axis of a logarithmic scale labels what it holds for round.
      Plot.axisX([...new Set(data.map((d) => d.x))], {
        text: (tick) => tick.toLocaleString("en-US"),
      }),
      Plot.line(data, { x: "x", y: "y", stroke: "name", marker: "circle" }),
      Plot.text(last, { x: "x", y: "y", text: "name", textAnchor: "start", dx: 8 }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
