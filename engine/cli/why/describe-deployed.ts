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

/** A question about a deployment, with the answers. */
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

/** Every journey in one line each: first those with reasons. */
export const describeJourneysThere = (told: DeployedReport): string => {
  const { of, journeys, there } = told;
  const decided = journeys.flatMap(each => each.decided ?? []);
  const others = journeys.filter(each => each.decided === undefined);
  const stored = table(
    others.map(each => [each.journey, describeStored(each, of.timezone)]),
    { prose: true },
  );
  const without = others.some(({ differs }) => differs)
    ? `${decided.length > 0 ? '\n' : ''}For these, only the stored outcome is shown, without reasons, because a replay gives another result: name the journey to see it.\n${stored}`
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
  `${quoted(journey)}: no reasons are shown, because a replay gives another result.`,
  ...(there || again
    ? [`  there:          ${happened(there, timezone)}`, `  decided again:  ${happened(again, timezone)}`]
    : []),
  because.length > 0 ? 'It may be because' : 'Policy, catalog, team or Daymark itself may have been different then.',
  ...because.map(each => wrap(each, { first: '  - ', width: 120 })),
  '',
];

const happened = (what: NonNullable<DeployedWhy['differs']>['there'], timezone: TimeZone): string => {
  if (what === undefined) return 'nothing like it';
  const at = formatTime(what.at, timezone);
  return 'gate' in what
    ? `${at}: not let in by ${describeEvent(String(what.event))}, by the rule "${gateName(String(what.gate))}"`
    : `${at}: ${describeLine(what as never)}`;
};

const versionNote = ({ journey, version }: DeployedWhy, { where }: ThereRead): string[] =>
  version === undefined
    ? []
    : [`${quoted(journey)} was replayed as in this folder. In ${where} accounts begin in another version, ${version}.`];

/** The limits of the answer: what happened before events and refusals were stored is unknown. */
const footer = ({ there: { where, kept }, of, journeys, refusalsSince }: DeployedReport): string => {
  const refusals = `Refusals are stored there since ${refusalsSince}, the latest of each journey.`;
  if (kept === undefined) return `${refusals} No events are stored in ${where} yet, so nothing can be replayed.`;
  if (kept.recorded.events.length > 0)
    return journeys.some(({ decided }) => decided)
      ? `Replayed from the events that ${where} stores since ${kept.since}, with the same result as there. Earlier decisions can't be replayed.`
      : `Events are stored in ${where} since ${kept.since}.`;
  return `${refusals} Events are stored in ${where} since ${kept.since}, but none from ${of.account}, so nothing can be replayed.`;
};
