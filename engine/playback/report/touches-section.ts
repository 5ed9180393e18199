import type { TimelineLine, TouchOutcome } from '../../domain/timeline.ts';
import { table } from './table.ts';
import { ofType, tally } from './tallies.ts';

const outcomes: readonly TouchOutcome[] = ['sent', 'held', 'skipped', 'failed', 'unknown'];

const reasons: Readonly<Record<string, string>> = {
  condition: 'its condition said no',
  suppressed: 'the address bounced or complained',
  unsubscribed: 'the contact opted out of the topic',
  capped: 'the contact had enough mail lately',
  'quiet-hours': 'it was night at the account',
  'no-recipient': 'nobody at the account has that role',
  unverified: 'nobody had verified the address',
  exited: 'the enrollment had ended',
  'risk-task-open': 'a CSM was working on a risk',
  'other-journey': 'another journey went first',
  excluded: 'another journey excludes this one',
  paused: 'the journey or account was paused',
  'past-date': 'its day had passed when the enrollment began',
  ambiguous: 'the mail service did not answer',
  rescheduled: 'the date it counts back from moved',
  rejected: 'it was refused for good',
};

/** Per step, of many steps per journey: deliveries by outcome, and below why some did not go. */
export const touchesSection = (lines: readonly TimelineLine[]): string => {
  const touches = ofType(lines, 'touch');
  const steps = Map.groupBy(touches, line => `${line.journey} / ${line.entry.step}`);
  const shown = steps.size > mostSteps ? Map.groupBy(touches, line => line.journey) : steps;
  const rows = [...shown].map(([name, own]) => {
    const channels = [...new Set(own.map(line => line.entry.channel))];
    const counts = outcomes.map(outcome => own.filter(line => line.entry.outcome === outcome).length);
    return [name, channels.join(', '), ...counts.map(count => (count === 0 ? '·' : String(count)))];
  });
  const unsent = touches.flatMap(({ entry }) =>
    entry.outcome !== 'sent' && entry.reason ? [`${entry.outcome}: ${entry.reason}`] : [],
  );
  if (rows.length === 0) return '  None.\n';
  const why = unsent.length === 0 ? '' : `\n  Why some did not go (or not at once)\n${whySection(tally(unsent))}`;
  return table([['Touch', 'channel', ...outcomes], ...rows]) + why;
};

/** More of them would fill the screen. */
const mostSteps = 24;

/** The reasons are prose: they begin below each other. */
const whySection = (counts: readonly [name: string, count: number][]): string => {
  const lines = table(counts.map(([name, count]) => [`  ${name}`, String(count)])).split('\n');
  return counts
    .map(([name], index) => `${lines[index]}  ${reasonOf(name)}`.trimEnd())
    .join('\n')
    .concat('\n');
};

const reasonOf = (name: string): string => reasons[name.split(': ')[1] ?? ''] ?? '';
