import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** Prints the score of each folder and the mutants that passed all tests. Returns the score of all, in percent, and how many ran. */
export const describeMutants = results => {
  const judged = results.filter(({ status }) => status !== 'RuntimeError' && status !== 'Ignored');
  const folders = Map.groupBy(judged, ({ fileName }) => dirname(relative('.', fileName)));
  for (const [folder, mutants] of [...folders].sort()) console.log(`${folder}: ${countOf(mutants)}`);
  const atLoad = results.filter(({ status }) => status === 'Ignored').length;
  if (atLoad > 0) console.log(`not run, since it mutates what only runs when a module loads: ${atLoad}`);
  const late = results.filter(({ status }) => status === 'RuntimeError').length;
  if (late > 0) console.log(`not run, since time was up: ${late}`);
  for (const mutant of judged.filter(passed).sort(byPlace)) console.log(lineOf(mutant));
  console.log(`all: ${countOf(judged)}`);
  return { score: scoreOf(judged), ran: judged.length };
};

const passed = ({ status }) => status === 'Survived' || status === 'NoCoverage';

const scoreOf = mutants =>
  mutants.length === 0
    ? 100
    : Math.floor((mutants.filter(mutant => !passed(mutant)).length / mutants.length) * 1000) / 10;

const countOf = mutants =>
  `${scoreOf(mutants)} %, ${mutants.filter(mutant => !passed(mutant)).length} of ${mutants.length} mutants killed`;

const byPlace = (a, b) => (placeOf(a) < placeOf(b) ? -1 : 1);
const placeOf = ({ fileName, location: { start } }) =>
  `${relative('.', fileName)}:${String(start.line).padStart(3, '0')}:${start.column}`;

const lineOf = ({ fileName, location: { start, end }, replacement, status }) => {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const untested = status === 'NoCoverage' ? ' (no test runs it)' : '';
  return `survived${untested}: ${relative('.', fileName)}:${start.line}:${start.column}  ${short(lines.join(' '))}  →  ${short(replacement)}`;
};

const short = text => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
};
