import type { KeptWhy } from '../../account/kept-why.ts';
import { byTime, type PublicLine, publicLine } from '../../account/public-line.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { TimeZone } from '../../kernel/instant.ts';
import { table } from '../../playback/report/table.ts';
import { describeEvent, describeExit } from '../../why/describe-causes.ts';
import { formatDay, formatTime } from '../../why/format-clock.ts';
import { gateName } from '../../why/gate-names.ts';

/** The stored outcome of an account in a journey, in one line. */
export const describeStored = ({ state, enrollment, refused }: KeptWhy, timezone: TimeZone): string => {
  const kept =
    refused === undefined
      ? ''
      : `not let in on ${formatDay(refused.at, timezone)} by ${describeEvent(refused.event)}: ${gateName(refused.gate)}`;
  if (enrollment === undefined) return kept || 'no event arrived that could let it in';
  const { from, to, by, ended = '', waitsFor } = enrollment;
  const own =
    state === 'in'
      ? `in it since ${formatDay(from, timezone)}, by ${describeEvent(by)}${waitsFor === undefined ? '' : `; waits for ${waitsFor}`}`
      : `was in it from ${formatDay(from, timezone)} to ${formatDay(to ?? from, timezone)}: ${ended === 'completed' || ended === 'failed' ? ended : describeExit(ended)}`;
  return refused !== undefined && refused.at > from ? `${own}; ${kept}` : own;
};

/** The stored timeline lines of one enrollment. */
export const describeLines = (
  lines: readonly TimelineLine[],
  enrollment: NonNullable<KeptWhy['enrollment']>,
  timezone: TimeZone,
): string =>
  table(
    lines
      .filter(line => line.enrollment === enrollment.id)
      .sort(byTime)
      .map(publicLine)
      .map(line => [formatTime(line.at, timezone), describeLine(line)]),
    { prose: true },
  );

/** `first-project skipped for ada: condition` */
export const describeLine = ({ type, step, outcome, action, took, to, reason, trigger }: PublicLine): string =>
  [
    step ?? type,
    outcome ?? action ?? took,
    typeof trigger === 'string' ? `by ${describeEvent(trigger)}` : undefined,
    to === undefined ? undefined : `${outcome === 'sent' ? 'to' : 'for'} ${to}`,
    reason === undefined ? undefined : `(${reason})`,
  ]
    .filter(each => each !== undefined)
    .join(' ');
