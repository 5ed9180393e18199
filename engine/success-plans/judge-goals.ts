import type { GoalState, GoalStates } from '../account/goal-state.ts';
import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import { dateIn, instantIn, localDate } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import type { CalendarDate, Instant, TimeZone } from '../kernel/instant.ts';
import { type Measuring, measureGoal, metricOf, progressOf } from './measure-goal.ts';

/** Inputs of judging the goals of a plan. */
export interface PlanLook {
  plan: SuccessPlan;
  states: GoalStates;
  /** When a goal without a metric was reached by an event of the catalog. */
  reachedByEvent: (goal: string) => Instant | undefined;
  /** Goals that an earlier word of the plan named, and when. */
  said?: { goals: readonly string[]; at: Instant };
  timezone: TimeZone;
  now: Instant;
  /** Where progress is measured now; else it stands as it was measured last. */
  measuring?: Measuring;
}

export interface GoalNews {
  goal: string;
  is: 'reached' | 'missed';
}

/**
 * How each goal of the plan stands now, and what of it is new. A goal that is seen for the first time is no news, however it
 * stands: a goal that was reached or missed before Daymark knew of it starts no journey.
 */
export const judgeGoals = (look: PlanLook): { states: GoalStates; news: GoalNews[] } => {
  const judged = look.plan.goals.map(goal => ({
    goal: goal.id,
    before: look.states[goal.id],
    after: judge(goal, look),
  }));
  return {
    states: Object.fromEntries(judged.map(({ goal, after }) => [goal, after])),
    news: judged.flatMap(({ goal, before, after: { is } }) =>
      before === undefined || before.is === is || is === 'open' ? [] : [{ goal, is }],
    ),
  };
};

const judge = (goal: PlanGoal, look: PlanLook): GoalState => {
  const { plan, said, timezone, now } = look;
  const before = look.states[goal.id];
  const rule = `${goal.metric ?? ''} ${goal.target ?? ''}`;
  const first = before?.since ?? plan.at;
  const since = said?.goals.includes(goal.id) && said.at < first ? said.at : first;
  const known = before?.rule === rule ? before : undefined;
  const measure = measured(goal, known?.since === since ? known : undefined, since, look);
  const progress = measure.measured && progressOf(goal, measure.measured);
  const metAt = known?.metAt ?? (progress && progress.part >= progress.whole ? now : undefined);
  const byEvent = metricOf(goal) ? metAt : look.reachedByEvent(goal.id);
  const reachedAt = instantIn(goal.reachedAt, timezone) ?? byEvent;
  const today = localDate(now, timezone);
  const due = dateIn(goal.dueAt, timezone);
  const isMissed = reachedAt === undefined && due !== undefined && today > due;
  const isBehind =
    reachedAt === undefined &&
    (isMissed ||
      (goal.milestones ?? []).some(each => isPast(each, today, timezone)) ||
      (due !== undefined && progress !== undefined && isSlow(progress, localDate(since, timezone), due, today)));
  const at = reachedAt ?? (isMissed ? (before?.is === 'missed' ? before.at : now) : undefined);
  return {
    is: reachedAt !== undefined ? 'reached' : isMissed ? 'missed' : 'open',
    ...(at && { at }),
    rule,
    since,
    ...measure,
    ...(metAt && { metAt }),
    ...(isBehind && { behind: true }),
  };
};

const measured = (
  goal: PlanGoal,
  known: GoalState | undefined,
  since: Instant,
  { measuring }: PlanLook,
): Pick<GoalState, 'measured' | 'counted'> => {
  const metric = metricOf(goal);
  if (metric === undefined) return {};
  if (measuring) return measureGoal(metric, since, known?.counted, measuring);
  return {
    ...(known?.measured && { measured: known.measured }),
    ...(known?.counted && { counted: known.counted }),
  };
};

const isPast = (
  { dueAt, doneAt }: Pick<NonNullable<PlanGoal['milestones']>[number], 'dueAt' | 'doneAt'>,
  today: CalendarDate,
  timezone: TimeZone,
): boolean => {
  const due = doneAt === undefined ? dateIn(dueAt, timezone) : undefined;
  return due !== undefined && today > due;
};

/** From the middle of its time on: less than its share of the days that have passed. */
const isSlow = (
  { part, whole }: { part: number; whole: number },
  from: CalendarDate,
  due: CalendarDate,
  today: CalendarDate,
): boolean => {
  const [days, passed] = [daysBetween(from, due), daysBetween(from, today)];
  return days > 0 && 2 * passed >= days && part * days < whole * passed;
};
