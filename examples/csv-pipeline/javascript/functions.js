// What the pipeline computes. Each export is a task; it depends on its inputs and parameters alone.
import { csvParse } from 'd3-dsv';

/** The rows of the table, without those in which nothing was measured. */
export function readings({ csv }) {
  const rows = csvParse(csv, ({ station, date, celsius }) =>
    celsius === '' ? null : { station, date, celsius: Number(celsius) },
  );
  // d3 hangs the names of the columns on the list. A value of a stage is plain.
  return [...rows];
}

/** Number, mean and lowest temperature of each station, and how many days were colder than the threshold. */
export function statistics({ readings }, { frostBelow }) {
  const stations = [...new Set(readings.map(({ station }) => station))];
  return stations.map((station) => {
    const celsius = readings.filter((reading) => reading.station === station).map(({ celsius }) => celsius);
    return {
      station,
      days: celsius.length,
      mean: celsius.reduce((sum, each) => sum + each, 0) / celsius.length,
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
