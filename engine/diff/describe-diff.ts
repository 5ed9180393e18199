import { mermaidOf } from '../journey/graph/mermaid.ts';
import { counted } from '../kernel/counted.ts';
import { sentencesOf } from './change.ts';
import type { DiffReport, PlayedDiff } from './diff-report.ts';
import { describeEffects } from './effect/describe-effects.ts';
import { describeFigures, nameOfFigure } from './effect/describe-figures.ts';
import type { DiffEffect } from './effect/effects.ts';
import type { Picture } from './picture/marked-drawing.ts';

export const diffFormats = ['text', 'markdown', 'json'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** The report for a terminal, a pull request, or a program. Ends with a newline. */
export const describeDiff = (report: DiffReport, format: DiffFormat, pictures: readonly Picture[] = []): string =>
  forms[format](report, pictures);

const forms: Record<DiffFormat, (report: DiffReport, pictures: readonly Picture[]) => string> = {
  text: report =>
    sectionsOf(report)
      .map(({ title, lines }) => `${title}\n${'─'.repeat(title.length)}\n${lines.map(line => `  ${line}\n`).join('')}`)
      .join('\n'),
  markdown: (report, pictures) =>
    [
      ...sectionsOf(report).map(({ title, lines }) => `### ${title}\n\n${lines.map(line => `- ${line}\n`).join('')}`),
      ...pictures.slice(0, mostPictures).map(folded),
    ].join('\n'),
  json: report => `${JSON.stringify(report)}\n`,
};

/** GitHub renders Mermaid in comments, which have room for a few drawings. */
const folded = ({ journey, drawing }: Picture): string =>
  `<details><summary>${journey}, drawn</summary>\n\n\`\`\`mermaid\n${mermaidOf(drawing)}\`\`\`\n\n</details>\n`;

const mostPictures = 5;

interface Section {
  title: string;
  lines: readonly string[];
}

const sectionsOf = ({ base, changes, played, deployed }: DiffReport): Section[] => [
  {
    title: `What changed, against ${base}`,
    lines:
      changes.length === 0
        ? ['Nothing: journeys, templates, policy, catalog and playbooks say the same.']
        : sentencesOf(changes),
  },
  ...(played ? sectionsOfPlays(played, changes) : []),
  ...(deployed
    ? [
        {
          title: `Accounts in these journeys in ${deployed.where}, which keep their version until they are through`,
          lines:
            deployed.inFlight.length === 0
              ? ['Nobody is in a version that changes.']
              : atMost(deployed.inFlight.map(describeFlight)),
        },
      ]
    : []),
];

const sectionsOfPlays = (played: PlayedDiff, changes: DiffReport['changes']): Section[] => {
  const { own, elsewhere } = describeEffects(played.effects, concerns(changes));
  const { events, accounts, from, to, inFlight, figures, unreached, broken } = played;
  const span = `${counted(accounts, 'account')} of ${events.join(' ')}, ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  return [
    {
      title: `What it would have done: ${span}`,
      lines:
        own.length + elsewhere.length === 0
          ? ['Nobody would have got anything else, or at another time.']
          : atMost(own),
    },
    ...section('What follows from it in other journeys', atMost(elsewhere)),
    { title: 'What it adds up to', lines: describeFigures(figures) },
    ...section('How sure this is', changes.length > 0 ? howSure(played) : []),
    ...section(
      'Steps of these journeys that no account reached in the new version',
      atMost(unreached.map(({ journey, step }) => `\`${journey}\`: \`${step}\``)),
    ),
    ...section(
      'Accounts in these journeys at the end, which keep the old version until they are through',
      atMost(inFlight.map(describeFlight)),
    ),
    ...section(
      'Limits that it breaks',
      broken.map(({ name, limit }) => `${name}: ${nameOfFigure[name]} may grow by ${limit.replace('+', '')}`),
    ),
  ].filter(({ lines }) => lines.length > 0);
};

const howSure = ({ canaries = [] }: PlayedDiff): string[] => [
  'Exact for what was recorded: both versions played it, and decided as they would in production.',
  ...canaries.map(
    ({ journey, share }) =>
      `\`${journey}\` lets ${share} % of accounts begin in a new version (canary). Above it is told as if all of them did.`,
  ),
  'What customers would do about it is not known: they act here as they did when this was recorded.',
];

/** Returns a test whether an effect is in a changed journey; always true if something shared changed. */
const concerns = (changes: DiffReport['changes']): ((effect: DiffEffect) => boolean) => {
  const journeys = new Set(changes.flatMap(({ of, name }) => (of === 'journey' && name !== undefined ? [name] : [])));
  const isOfAll = changes.some(({ of }) => of !== 'journey' && of !== 'template');
  return ({ journey, what }) => isOfAll || what === 'says' || journeys.has(journey);
};

const section = (title: string, lines: readonly string[]): Section[] => (lines.length > 0 ? [{ title, lines }] : []);

const atMost = (lines: readonly string[]): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most), `… and ${lines.length - most} more, which --json has`];

/** Maximum number of lines per section. */
const most = 15;

const describeFlight = ({ journey, step, enrollments, couldMove, stay }: PlayedDiff['inFlight'][number]): string => {
  const isOne = enrollments === 1;
  const where = step === '' ? `${isOne ? 'is' : 'are'} in a step` : `${isOne ? 'waits' : 'wait'} for \`${step}\``;
  const reasons = stay
    .map(({ because, enrollments: of }) => `${stay.length > 1 ? `${of}: ` : ''}${because}`)
    .join('; ');
  const many = couldMove === enrollments ? (isOne ? 'it' : 'all of them') : `${couldMove} of them`;
  const moves =
    couldMove === 0
      ? `${isOne ? 'it' : 'none'} can${isOne ? 'not' : ''} get the new one`
      : `${many} can get the new one: \`npx daymark migrate ${journey}\``;
  return `\`${journey}\`: ${counted(enrollments, 'enrollment')} ${where}; ${moves}${reasons === '' ? '' : ` (${reasons})`}`;
};
