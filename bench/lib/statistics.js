/** Several rounds as one cell: the median of each figure, and how far the rates lie apart. */
export function summary(rows) {
  const rates = rows.map(({ perSecond }) => perSecond);
  const cell = { spread: (Math.max(...rates) - Math.min(...rates)) / 2 / median(rates) };
  for (const key of ["perSecond", "p50", "p99", "calls", "cpuMs", "busy", "residentMb"]) {
    cell[key] = Number(median(rows.map((row) => row[key])).toPrecision(4));
  }
  cell.spread = Number(cell.spread.toPrecision(2));
  cell.wrong = rows.reduce((sum, { wrong }) => sum + wrong, 0);
  return cell;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
