import { quoted } from '../../journey/explain/words.ts';
import { wrap } from '../../journey/explain/wrap.ts';
import type { TimeZone } from '../../kernel/instant.ts';
import { table } from '../../playback/report/table.ts';
import type { DeployedWhy } from '../../why/decided-there.ts';
import { describeEvent } from '../../why/describe-causes.ts';
import { describeHeading, describeJourneys, describePlayedJourney, type WhyContext } from '../../why/describe-why.ts';
import { formatTime } from '../../why/format-clock.ts';
import { gateName } from '../../why/gate-names.ts';
import { describeLine, describeLines, describeStored } from './describe-kept.ts';
import type { ThereRead } from './read-there.ts';

/** A question to a deployment, with its answers. */
export interface DeployedReport {
  of: WhyContext;
  journeys: readonly DeployedWhy[];
  there: ThereRead;
  refusalsSince: string;
  step?: string | undefined;
}

/** One journey in full. */
export const describeJourneyThere = (told: DeployedReport): string => {
  const { of, journeys, there, step } = told;
  const [one] = journeys;
  if (one === undefined) return '';
  const stored = [describeStored(one, of.timezone), ...(one.enrollment ? ['', linesOf(one.enrollment, told)] : [])];
  if (one.decided)
    return [describePlayedJourney(one.decided, of, step), ...versionNote(one, there), footer(told), ''].join('\n');
  const lines = one.differs ? describeDifference(one.differs, one.journey, of.timezone) : [];
  const parts = [describeHeading(of), '', ...lines, `What is stored in ${there.where}: ${stored.join('\n')}`];
  return `${parts.join('\n').trimEnd()}\n\n${footer(told)}\n`;
};

/** Every journey, a line each: those first whose reasons are told. */
export const describeJourneysThere = (told: DeployedReport): string => {
  const { of, journeys, there } = told;
  const decided = journeys.flatMap(each => each.decided ?? []);
  const others = journeys.filter(each => each.decided === undefined);
  const stored = table(
    others.map(each => [each.journey, describeStored(each, of.timezone)]),
    { prose: true },
  );
  const without = others.some(({ differs }) => differs)
    ? `${decided.length > 0 ? '\n' : ''}Of these it is told what is stored, and no reason, since deciding again comes to something else than what happened: name the journey to see what.\n${stored}`
    : stored;
  return [
    decided.length > 0 ? describeJourneys(decided, of) : `${describeHeading(of)}\n\n`,
    ...(others.length > 0 ? [without] : []),
    ...journeys.filter(({ decided }) => decided).flatMap(each => versionNote(each, there).map(note => `\n${note}\n`)),
    `\n${footer(told)}\n`,
  ].join('');
};

const linesOf = (enrollment: NonNullable<DeployedWhy['enrollment']>, { there, of }: DeployedReport): string =>
  describeLines(there.lines, enrollment, of.timezone);

const describeDifference = (
  { there, again, because }: NonNullable<DeployedWhy['differs']>,
  journey: string,
  timezone: TimeZone,
): string[] => [
  `${quoted(journey)}: no reason is told, since deciding again comes to something else than what happened.`,
  ...(there || again
    ? [`  there:          ${happened(there, timezone)}`, `  decided again:  ${happened(again, timezone)}`]
    : []),
  because.length > 0
    ? 'It may be because'
    : 'It may be because of policy, catalog, team or Daymark itself: they may have been others then.',
  ...because.map(each => wrap(each, { first: '  - ', width: 120 })),
  '',
];

const happened = (what: NonNullable<DeployedWhy['differs']>['there'], timezone: TimeZone): string => {
  if (what === undefined) return 'nothing of the kind';
  const at = formatTime(what.at, timezone);
  return 'gate' in what
    ? `${at}: not let in by ${describeEvent(String(what.event))}, by the rule "${gateName(String(what.gate))}"`
    : `${at}: ${describeLine(what as never)}`;
};

const versionNote = ({ journey, version }: DeployedWhy, { where }: ThereRead): string[] =>
  version === undefined
    ? []
    : [
        `${quoted(journey)} was decided as this folder has it. In ${where} accounts begin in another version, ${version}.`,
      ];

/** The part of the question that is older than the deployment's archive, and so has no answer. */
const footer = ({ there: { where, kept }, of, journeys, refusalsSince }: DeployedReport): string => {
  const refusals = `What did not let it in is known there since ${refusalsSince}, of each journey the latest.`;
  if (kept === undefined) return `${refusals} No events are kept in ${where} yet, so nothing can be decided again.`;
  if (kept.recorded.events.length > 0)
    return journeys.some(({ decided }) => decided)
      ? `Decided again by the events that ${where} keeps since ${kept.since}, and it came to what happened there. What came before cannot be decided again.`
      : `Events are kept in ${where} since ${kept.since}.`;
  return `${refusals} Events are kept in ${where} since ${kept.since}, and none of them is of ${of.account}, so nothing can be decided again.`;
};
