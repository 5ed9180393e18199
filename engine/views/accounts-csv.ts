import type { AccountRow } from './account-row.ts';

const columns: readonly (readonly [title: string, of: (row: AccountRow) => string | number | null | undefined])[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['stage', ({ stage }) => stage],
  ['owner', ({ owner }) => owner?.name],
  ['health', ({ health }) => health?.score],
  ['band', ({ health }) => health?.band],
  ['change in 4 weeks', ({ health }) => health?.change],
  ['because', ({ health }) => health?.cause && `${health.cause.component}: ${health.cause.because}`],
  ['yearly revenue', ({ arr }) => arr?.amount],
  ['renews', ({ renewalAt }) => renewalAt?.slice(0, 10)],
  ['plan', ({ plan }) => plan],
  ['touch model', ({ touchModel }) => touchModel],
  ['seats used', ({ seats }) => seats?.used],
  ['seats bought', ({ seats }) => seats?.bought],
  ['last seen', ({ lastSeen }) => lastSeen],
  ['open tasks', ({ tasks }) => tasks.open],
  ['worst task', ({ tasks }) => tasks.worst?.title],
  ['journeys', ({ journeys }) => journeys.map(({ name }) => name).join('; ')],
];

/** RFC 4180 with a heading line. Cells that a spreadsheet would read as formulas are turned into text. */
export const accountsCsv = (rows: readonly AccountRow[]): string =>
  [columns.map(([title]) => title), ...rows.map(row => columns.map(([, of]) => cell(of(row))))]
    .map(line => `${line.join(',')}\r\n`)
    .join('');

const cell = (value: string | number | null | undefined): string => {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
