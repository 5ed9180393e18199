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

/** With a line of titles, as RFC 4180 has it. A cell that a spreadsheet would take for a formula is told as text. */
export const accountsCsv = (rows: readonly AccountRow[]): string =>
  [columns.map(([title]) => title), ...rows.map(row => columns.map(([, of]) => cell(of(row))))]
    .map(line => `${line.join(',')}\r\n`)
    .join('');

const cell = (value: string | number | null | undefined): string => {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
