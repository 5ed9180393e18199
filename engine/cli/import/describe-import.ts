import type * as z from 'zod';
import type { LineNote } from '../../import/plan-import.ts';
import { rowKinds } from '../../import/row-kinds.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { shortened } from '../../kernel/shortened.ts';
import { table } from '../../playback/report/table.ts';
import { visible } from '../visible.ts';
import type { importJson } from './import-json.ts';
import type { ReadImport } from './read-import.ts';
import { datesWithinDays, type WhoEnrolls } from './who-enrolls.ts';

/** Summary of an import before anything is sent. */
export const describeImport = (read: ReadImport, enrolls: WhoEnrolls | undefined): string => {
  const { file, encoding, tool, kind, at, table: csv, plan } = read;
  const isNew = plan.calls.filter(call => call.isNew).length;
  const counts = [
    [isNew, 'new'],
    [plan.calls.length - isNew, 'changed'],
    [plan.unchanged, 'imported before'],
    [plan.repeated, 'repeated in the file'],
    [plan.refused.length, 'refused'],
  ] as const;
  return visible(
    [
      `${file}: ${counted(plan.rows, 'row')}, ${encoding}, separated by ${separators[csv.separator] ?? csv.separator}${tool ? `, as ${tool} exports ${kind}` : `, read as ${kind}`}. As of ${at}.`,
      '',
      table(mappingRows(read), { prose: true }),
      `${counts
        .filter(([count], index) => count > 0 || index === 0)
        .map(([count, what]) => `${formatNumber(count)} ${what}`)
        .join(', ')}.`,
      ...(plan.holds.length > 0
        ? [
            `Contacts with one of these ${formatNumber(plan.holds.length)} addresses are imported as suppressed. Only digests of the addresses are stored.`,
          ]
        : []),
      ...notesIn(plan.refused, 'refused'),
      ...notesIn(plan.warnings, 'accepted, but perhaps not as meant'),
      ...[...plan.leftOut].map(
        ([event, count]) =>
          `${formatNumber(count)} × ${event}: left out, because it enrolls in a journey. Add --enroll to send it.`,
      ),
      ...(enrolls ? ['', ...describeEnrolls(enrolls)] : []),
      '',
    ].join('\n'),
  );
};

const separators: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** Personal values are shortened, because reports get copied around. */
const mappingRows = ({ kind, mapping, table: { rows } }: ReadImport): string[][] => [
  ['Column', 'becomes', 'for example'],
  ...mapping.map(({ column, index, field, why, says, times }) => {
    const value = rows.find(({ cells }) => (cells[index] ?? '').trim() !== '')?.cells[index]?.trim() ?? '';
    const isShown = field === undefined || !rowKinds[kind].personal.includes(field);
    const example =
      field === undefined ? (why ?? 'not used') : isShown ? shortened(value, 32) : `${[...value][0] ?? ''}…`;
    const becomes = field === undefined ? '·' : `${field}${times ? ` (× ${times})` : ''}${says ? `: ${says}` : ''}`;
    return [column, becomes, example];
  }),
];

const mostShown = 8;

/** Groups notes with the same wording, apart from quoted values and numbers. */
const notesIn = (notes: readonly LineNote[], title: string): string[] => {
  const groups = [...Map.groupBy(notes, ({ what, fix }) => `${what.replaceAll(/"[^"]*"|\d+/g, '·')}|${fix}`).values()];
  const lines = groups.slice(0, mostShown).map(each => {
    const [{ line, what, fix } = { line: 0, what: '', fix: '' }] = each;
    return `  line ${line}${each.length > 1 ? ` and ${counted(each.length - 1, 'more line')}` : ''}: ${what}: ${fix}`;
  });
  if (lines.length === 0) return [];
  const rest = groups.length - mostShown;
  return [
    '',
    `${counted(notes.length, 'line')} ${title}:`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more kinds: --json has them all`] : []),
  ];
};

const describeEnrolls = ({ played, accounts, atOnce, ahead }: WhoEnrolls): string[] => {
  const of = played < accounts ? ` (of the first ${counted(played, 'account')}, which were played)` : '';
  const entries = (each: WhoEnrolls['atOnce']) =>
    each.map(({ journey, trigger, accounts }) => `  ${journey}: ${counted(accounts, 'account')}, by ${trigger}`);
  return [
    ...(atOnce.length === 0
      ? [`Accounts that would enter a journey right away${of}: none. Imported accounts don't count as new.`]
      : [
          `Accounts that would enter a journey right away${of}:`,
          ...entries(atOnce),
          '  None enters for being new. These enter because of values in their rows, such as a date that is near: to avoid that, skip the column with --map "<column>=".',
        ]),
    ...(ahead.length === 0
      ? []
      : [`Accounts that reach a journey's date in the ${datesWithinDays} days after:`, ...entries(ahead)]),
  ];
};

/** The same as data, for `--json`. */
export const importData = (
  { file, encoding, tool, kind, at, table: { separator }, mapping, plan }: ReadImport,
  enrolls: WhoEnrolls | undefined,
): z.input<typeof importJson> => {
  const isNew = plan.calls.filter(call => call.isNew).length;
  return {
    ...{ file, encoding, separator, kind, at, rows: plan.rows, new: isNew, changed: plan.calls.length - isNew },
    ...(tool !== undefined && { tool }),
    columns: mapping.map(({ column, field, why }) => ({ column, ...(field && { field }), ...(why && { why }) })),
    unchanged: plan.unchanged,
    repeated: plan.repeated,
    held: plan.holds.length,
    refused: [...plan.refused],
    leftOut: Object.fromEntries(plan.leftOut),
    warnings: [...plan.warnings],
    ...(enrolls && {
      enrolls: { ...enrolls, atOnce: [...enrolls.atOnce], ahead: [...enrolls.ahead] },
    }),
  };
};
