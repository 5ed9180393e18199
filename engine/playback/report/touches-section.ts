import { reasonWords } from '../../account/reason-words.ts';
import type { TimelineLine, TouchOutcome } from '../../account/timeline.ts';
import { type Explained, explained } from './explained.ts';
import { table } from './table.ts';
import { dotted, listCounts, ofType, tally } from './tallies.ts';

const outcomes: readonly TouchOutcome[] = ['sent', 'held', 'skipped', 'failed', 'unknown'];

/** Deliveries by outcome per step, or per journey if there are many, the most first; below, why some did not go. */
export const touchesSection = (lines: readonly TimelineLine[]): string => {
  const touches = ofType(lines, 'touch');
  if (touches.length === 0) return '  None.\n';
  const steps = Map.groupBy(touches, line => `${line.journey} / ${line.entry.step}`);
  const isByStep = steps.size <= mostSteps;
  const shown = isByStep ? steps : Map.groupBy(touches, line => line.journey);
  const rows = [...shown].sort(([, a], [, b]) => b.length - a.length).map(([name, own]) => [name, ...countsOf(own)]);
  const all = rows.length > 1 ? [['all', ...countsOf(touches)]] : [];
  const head = [isByStep ? 'Touch' : 'Touches of', ...outcomes, 'channel'];
  return (
    table([head, ...rows, ...all], { prose: true }) +
    explained('Why some did not go, or not at once', unsentOf(touches))
  );
};

/** More rows would fill the screen. */
const mostSteps = 24;

type Touch = ReturnType<typeof ofType<'touch'>>[number];

const countsOf = (own: readonly Touch[]): string[] => [
  ...outcomes.map(outcome => dotted(own.filter(line => line.entry.outcome === outcome).length)),
  [...new Set(own.map(line => line.entry.channel))].sort().join(', '),
];

/** Each reason, with the steps it affected most. */
const unsentOf = (touches: readonly Touch[]): Explained[] => {
  const unsent = touches.filter(({ entry }) => entry.outcome !== 'sent');
  const named = ({ entry }: Touch) => `${entry.outcome}${entry.reason ? `: ${entry.reason}` : ''}`;
  return tally(unsent.map(named)).map(([name, count]) => {
    const own = unsent.filter(each => named(each) === name);
    const reason = own[0]?.entry.reason;
    const steps = tally(own.map(({ entry }) => entry.step));
    const more = steps.length > mostNamed ? ', …' : '';
    const which = steps.length === 1 ? (steps[0]?.[0] ?? '') : listCounts(steps.slice(0, mostNamed)) + more;
    return [name, count, reason === undefined ? which : `${reasonWords[reason]} (${which})`];
  });
};

const mostNamed = 3;
