// What the pipeline computes. Each export is a task; it depends on its inputs and parameters alone.
import { csvParse } from 'd3-dsv';

/** The rows of the table, without those in which nothing was measured. */
export function readings({ csv }) {
  return csvParse(csv, ({ station, date, celsius }) =>
    celsius === '' ? null : { station, date, celsius: Number(celsius) },
  );
}

/** Number, mean and lowest temperature of each station, and how many days were colder than the threshold. */
export function statistics({ readings }, { frostBelow }) {
  return [...Map.groupBy(readings, ({ station }) => station)].map(([station, days]) => {
    const celsius = days.map((day) => day.celsius);
    return {
      station,
      days: days.length,
      mean: celsius.reduce((sum, each) => sum + each, 0) / days.length,
      lowest: Math.min(...celsius),
      frost: celsius.filter((each) => each < frostBelow).length,
    };
  });
}

/** The statistics as an HTML page. */
export function page({ statistics }, { title }) {
  const rows = statistics.map(
    ({ station, days, mean, lowest, frost }) =>
      `<tr><th>${escaped(station)}<td>${days}<td>${mean.toFixed(1)}<td>${lowest}<td>${frost}`,
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<table>
<tr><th>Station<th>Days<th>Mean °C<th>Lowest °C<th>Days of frost
${rows.join('\n')}
</table>
`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
