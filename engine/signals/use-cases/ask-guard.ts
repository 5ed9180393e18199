import { type GuardedWeek, type GuardVerdict, guardedWeekKey, judgeWeek } from '../../account/telemetry-guard.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Ports } from '../../ports/ports.ts';

/** The verdicts of the telemetry guard. The first account that asks has it spoken, for all of them. */
export const askGuard = async (
  weeks: readonly GuardedWeek[],
  journeys: readonly JourneyDefinition[],
  ports: Ports,
): Promise<ReadonlyMap<string, GuardVerdict>> => {
  const verdicts = new Map<string, GuardVerdict>();
  for (const week of weeks) {
    const { count, verdict } = await ports.accounts.guardedWeek(week);
    const policy = journeys.find(({ id }) => id === week.journey)?.policy;
    verdicts.set(guardedWeekKey(week), verdict ?? (await speak(week, count, policy?.telemetryGuard, ports)));
  }
  return verdicts;
};

/** Operations hear of it before the verdict is kept, so that a crash between the two tells them twice and never not at all. */
const speak = async (
  week: GuardedWeek,
  count: Parameters<typeof judgeWeek>[0],
  rule: Parameters<typeof judgeWeek>[1],
  { accounts, alarms }: Ports,
): Promise<GuardVerdict> => {
  const verdict = judgeWeek(count, rule);
  if (verdict === 'withheld') await alarms.raise({ alarm: 'telemetry-guard', ...week, ...count });
  return accounts.speakVerdict(week, verdict, count);
};
