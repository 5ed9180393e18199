import { type GuardedWeek, type GuardVerdict, guardedWeekKey, judgeWeek } from '../../account/telemetry-guard.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { PortsWith } from '../../ports/ports.ts';

/** The verdicts of the telemetry guard. The first account that asks has it spoken, for all of them. */
export const resolveGuardVerdicts = async (
  weeks: readonly GuardedWeek[],
  journeys: readonly JourneyDefinition[],
  ports: PortsWith<'guardedWeeks'>,
): Promise<ReadonlyMap<string, GuardVerdict>> => {
  const verdicts = new Map<string, GuardVerdict>();
  for (const week of weeks) {
    const { count, verdict } = await ports.guardedWeeks.read(week);
    const policy = journeys.find(({ id }) => id === week.journey)?.policy;
    verdicts.set(guardedWeekKey(week), verdict ?? (await judge(week, count, policy?.telemetryGuard, ports)));
  }
  return verdicts;
};

/** Operations hear of it before the verdict is kept, so that a crash between the two tells them twice and never not at all. */
const judge = async (
  week: GuardedWeek,
  count: Parameters<typeof judgeWeek>[0],
  rule: Parameters<typeof judgeWeek>[1],
  { guardedWeeks, alarms }: PortsWith<'guardedWeeks'>,
): Promise<GuardVerdict> => {
  const verdict = judgeWeek(count, rule);
  if (verdict === 'withheld') await alarms.raise({ alarm: 'telemetry-guard', ...week, ...count });
  return guardedWeeks.saveVerdictOnce(week, verdict, count);
};
