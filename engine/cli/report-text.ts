import { counted } from '../kernel/counted.ts';
import type { BusinessReport } from '../numbers/business-report.ts';
import { describeBusiness } from '../numbers/describe-business.ts';
import type { ReportSection } from '../numbers/report-section.ts';
import { table } from '../playback/report/table.ts';

export const reportFormats = ['text', 'markdown'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * The business report for a terminal, or as Markdown.
 * @param from the events that were played, or the deployment
 */
export const reportText = (report: BusinessReport, format: ReportFormat, from: string): string =>
  [head(report, format, from), ...describeBusiness(report).map(section => printers[format](section))].join('\n');

const head = ({ month, accounts }: BusinessReport, format: ReportFormat, from: string): string =>
  `${format === 'markdown' ? '# ' : ''}Business report of ${month}, ${counted(accounts, 'account')} of ${from}; months are in UTC.\n`;

const inText = ({ title, rows, prose, notes }: ReportSection): string =>
  [
    `${title}\n${'─'.repeat(title.length)}\n`,
    table(rows, prose ? { prose } : {}),
    ...notes.map(note => `  ${note}\n`),
  ].join('');

const inMarkdown = ({ title, rows: [names = [], ...rows], prose, notes }: ReportSection): string =>
  [
    `## ${title}\n\n`,
    row(names),
    row(names.map((_, column) => (column === 0 || (prose && column === names.length - 1) ? '---' : '---:'))),
    ...rows.map(row),
    ...notes.map(note => `\n${note}\n`),
  ].join('');

/** A row of a Markdown table, with bars escaped. */
const row = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;

const printers: Readonly<Record<ReportFormat, (section: ReportSection) => string>> = {
  text: inText,
  markdown: inMarkdown,
};
