import { sentencesOf } from './change.ts';
import type { DiffReport } from './diff-report.ts';

export const diffFormats = ['text', 'markdown', 'json'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** The report as it is read: in a terminal, in a pull request, by a program. Ends with a newline. */
export const describeDiff = (report: DiffReport, format: DiffFormat): string => forms[format](report);

const forms: Record<DiffFormat, (report: DiffReport) => string> = {
  text: report =>
    sectionsOf(report)
      .map(({ title, lines }) => `${title}\n${'─'.repeat(title.length)}\n${lines.map(line => `  ${line}\n`).join('')}`)
      .join('\n'),
  markdown: report =>
    sectionsOf(report)
      .map(({ title, lines }) => `### ${title}\n\n${lines.map(line => `- ${line}\n`).join('')}`)
      .join('\n'),
  json: report => `${JSON.stringify(report)}\n`,
};

interface Section {
  title: string;
  lines: readonly string[];
}

const sectionsOf = ({ base, changes }: DiffReport): Section[] => [
  {
    title: `What changed, against ${base}`,
    lines:
      changes.length === 0
        ? ['Nothing: journeys, templates, policy, catalog and playbooks say the same.']
        : sentencesOf(changes),
  },
];
