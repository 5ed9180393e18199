import type { TimelineLine } from '../../account/timeline.ts';
import type { Funnel } from '../../why/watch-funnels.ts';
import { type Explained, explained } from './explained.ts';
import { funnelRows } from './funnel-rows.ts';
import { table } from './table.ts';
import { dotted, listCounts, ofType, tally } from './tallies.ts';

/**
 * Per journey, the busiest first: how many accounts entered, how they left, and how many reached the goal.
 * Below: the reasons for early exits, and the journeys that no account entered, with how far accounts got.
 */
export const journeysSection = (
  lines: readonly TimelineLine[],
  journeys: readonly string[],
  funnelOf: (journey: string) => Funnel = () => [],
): string => {
  const entered = tally(ofType(lines, 'enrolled').map(({ journey }) => journey));
  const others = journeys.filter(journey => !lines.some(line => line.journey === journey));
  const rows = entered.map(([journey, enrolled]) => {
    const own = lines.filter(line => line.journey === journey);
    const completed = ofType(own, 'completed');
    const exited = ofType(own, 'exited').length;
    const failed = ofType(own, 'failed').length;
    const withGoal = completed.filter(line => line.entry.goal !== undefined);
    const reached = withGoal.filter(line => line.entry.goal === 'reached').length;
    return [
      journey,
      ...[enrolled, completed.length, exited, failed, enrolled - completed.length - exited - failed].map(dotted),
      withGoal.length === 0 ? '' : `${reached} of ${withGoal.length}`,
    ];
  });
  const head = ['Journey', 'enrolled', 'completed', 'exited', 'failed', 'running', 'goal reached'];
  const funnels = others.map(journey => ({ journey, funnel: funnelOf(journey) }));
  const isMet = ({ funnel }: (typeof funnels)[number]) => (funnel[0]?.accounts ?? 0) > 0;
  const unmet = funnels.filter(each => !isMet(each)).map(({ journey }) => journey);
  const unentered = [
    ...funnels.filter(isMet).map(({ journey, funnel }) => funnelRows(journey, funnel)),
    unmetTriggers(unmet),
  ].join('');
  return (
    (rows.length === 0 ? '' : table([head, ...rows])) + unentered + explained('What made some exit', exitsOf(lines))
  );
};

const mostNamed = 5;

const unmetTriggers = (journeys: readonly string[]): string => {
  if (journeys.length === 0) return '';
  if (journeys.length <= mostNamed) return `  No account met the trigger of ${journeys.join(', ')}.\n`;
  return `  No account met the triggers of ${journeys.length} journeys; what one waits for: npx daymark why <account> <journey>\n`;
};

const exitsOf = (lines: readonly TimelineLine[]): Explained[] => {
  const exits = Map.groupBy(ofType(lines, 'exited'), ({ journey }) => journey);
  return tally([...exits].flatMap(([journey, own]) => own.map(() => journey))).map(([journey, count]) => {
    const reasons = tally((exits.get(journey) ?? []).map(({ entry }) => entry.reason));
    return [journey, count, reasons.length === 1 ? (reasons[0]?.[0] ?? '') : listCounts(reasons)];
  });
};
