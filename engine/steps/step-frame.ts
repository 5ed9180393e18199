import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { type Enrollment, heldAfterWait } from '../account/enrollment.ts';
import { accountTimezone } from '../account/profile.ts';
import type { TimelineEntry, TimelineLine } from '../account/timeline.ts';
import { accountContext } from '../conditions/account-context.ts';
import { type EvaluationContext, holds, usageSince } from '../conditions/evaluate-condition.ts';
import { recordShownFeature } from '../conditions/features.ts';
import { goalWord } from '../conditions/measured-goal.ts';
import { endBefore, type WakeContext, wakeAt } from '../definition/calendar.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Policy } from '../definition/policy.ts';
import type { BranchCall, Next, StepCall, StepResult, TaskCall, TouchCall } from '../definition/step-call.ts';
import { isEnd, isFinalPlan, isNext, nextWake } from '../definition/step-call.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { readsOf } from './step-outline-of.ts';

export type AnyCall = TouchCall | BranchCall | TaskCall | StepCall;

/** The rows and the answer that end a step's turn. `next`: the call's own, or that of `arm`, which the step's record keeps. */
export const finishStep = (
  call: AnyCall,
  next: Next,
  snapshot: AccountSnapshot,
  now: Instant,
  arm = '',
): { changes: Change[]; result: StepResult } => {
  const enrollment = findEnrollment(call, snapshot);
  const at = enrollment?.steps[stepKey(call)] ?? now;
  const result: StepResult = { until: untilOf(next, snapshot, enrollment, call.policy, at), at, took: '' };
  const shown = recordShownFeature(conditionsOf(call).values, contextOf(call, snapshot, now));
  const took = { ...shown, ...(arm && { [stepKey(call)]: arm }) };
  const advance = {
    kind: 'advance',
    enrollment: call.enrollment,
    step: stepKey(call),
    at,
    ...(Object.keys(took).length > 0 && { took: { ...enrollment?.took, ...took } }),
  } as const;
  if (!isEnd(next)) return { changes: [advance], result };
  const reached = call.goal && holds(call.goal, contextOf(call, snapshot, now));
  const completed = lineOf(call, now, { type: 'completed', ...goalWord(reached) }, 9);
  return {
    changes: [
      { ...advance, ended: 'completed', ...((enrollment?.goal ?? call.goal) && { reached: reached === true }) },
      { kind: 'line', line: completed },
    ],
    result,
  };
};

/** The answer of a step whose enrollment is over. The wait that follows finds out by itself. */
export const exitedResult = (next: Next, now: Instant): StepResult => ({
  until: nextWake(next) ? toSecond(now) : '',
  at: now,
  took: '',
});

/**
 * The event that ended the wait that led to this step, where one did; also the breach of a task that was waited for. None
 * once they are told: a step that is held tells them when the hold begins.
 */
export const waitedLines = (call: AnyCall, snapshot: AccountSnapshot, now: Instant): TimelineLine[] => {
  if (call.waited === '' || findEnrollment(call, snapshot)?.steps[waitBefore(call)]) return [];
  const split = call.waited.indexOf(' ');
  const step = call.waited.slice(0, split);
  const edge = call.waited.slice(split + 1);
  const task = snapshot.tasks.find(each => each.reason === step && each.enrollment === call.enrollment);
  const breached = edge === 'breached' && task !== undefined && task.breachedAt === undefined;
  return [
    ...(breached
      ? [
          lineOf(
            call,
            now,
            { type: 'task', step, action: 'breached', reason: task.reason, severity: task.severity, owner: task.owner },
            0,
          ),
        ]
      : []),
    lineOf(call, now, { type: 'waited', step, for: edge }, 0),
  ];
};

/** The lines of `waitedLines`, and the record that they are told. */
export const tellWaited = (call: AnyCall, snapshot: AccountSnapshot, now: Instant): Change[] => {
  const lines = waitedLines(call, snapshot, now);
  if (lines.length === 0) return [];
  return [
    ...lines.map((line): Change => ({ kind: 'line', line })),
    { kind: 'advance', enrollment: call.enrollment, step: waitBefore(call), at: now },
  ];
};

/** Key under which an enrollment stores that the end of the wait before a held step is told. */
const waitBefore = (call: AnyCall): string => `${heldAfterWait}${stepKey(call)}`;

/** A line of this step. `n` orders the lines of one turn: 0 what came before it, 1 its own, 9 the end of the enrollment. */
export const lineOf = (call: AnyCall, now: Instant, entry: TimelineEntry, n = 1, contact = ''): TimelineLine => ({
  at: now,
  account: call.account,
  journey: call.journey.id,
  enrollment: call.enrollment,
  key: `${String(call.order).padStart(4, '0')}${isFinalPlan(call) ? '~~' : ''}.${call.iteration}.${n}.${entry.type}.${contact}`,
  entry,
});

/** Name of a step's turn among the steps done: its id, and in a loop the iteration as in the state's name. */
export const stepKey = (call: Pick<AnyCall, 'iteration'> & { step: { id: string } }): string =>
  call.iteration > 1 ? `${call.step.id} (${call.iteration})` : call.step.id;

export const findEnrollment = (call: Pick<AnyCall, 'enrollment'>, snapshot: AccountSnapshot): Enrollment | undefined =>
  snapshot.enrollments.find(each => each.id === call.enrollment);

/** All that the calendar needs to tell when an enrollment wakes up; `after` is when the step before the wait was done. */
export const wakeContext = (
  { profile }: Pick<AccountSnapshot, 'profile'>,
  { anchoredAt, trigger, steps }: Pick<Enrollment, 'anchoredAt' | 'trigger' | 'steps'>,
  { businessCalendar }: Pick<Policy, 'businessCalendar'>,
  after: Instant,
): WakeContext => ({
  anchoredAt,
  after,
  steps,
  timezone: accountTimezone(profile),
  dates: Object.fromEntries([
    ...Object.entries(profile?.attributes ?? {}).flatMap(([name, { value }]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    ...Object.entries(trigger.fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[`trigger.${name}`, value]] : [],
    ),
  ]),
  fields: trigger.fields,
  calendar: businessCalendar,
});

export const contextOf = (
  call: Pick<AnyCall, 'enrollment'>,
  snapshot: AccountSnapshot,
  now: Instant,
): EvaluationContext => accountContext(snapshot, now, findEnrollment(call, snapshot));

/** How far back usage must be read for this call; undefined if it needs none. */
export const usageNeeds = (call: AnyCall, { now, leaves }: { now: Instant; leaves?: boolean }): Instant | undefined => {
  const { when, unless, choices, values } = conditionsOf(call);
  const goal = leaves || mayEnd(call) ? call.goal : undefined;
  // Steps are done after the anchor: usage since one of them is part of the usage since the enrollment.
  const enrollment = { anchoredAt: call.anchoredAt, steps: {} };
  return usageSince([when, unless, goal, ...choices], values, { now, enrollment });
};

const mayEnd = ({ next }: AnyCall): boolean => (isNext(next) ? isEnd(next) : Object.values(next).some(isEnd));

/** The conditions and values of a call, of any kind. */
export const conditionsOf = ({
  step,
}: AnyCall): { when?: Condition; unless?: Condition; choices: readonly Condition[]; values: readonly Value[] } => {
  const { conditions: choices = [], values = [] } = readsOf(step);
  return {
    ...('when' in step && step.when && { when: step.when }),
    ...('unless' in step && step.unless && { unless: step.unless }),
    choices,
    values,
  };
};

/** When the round of the enclosing loop ends; undefined outside of a loop, or in the last round. */
export const roundEnd = (call: TouchCall, snapshot: AccountSnapshot): Second | undefined => {
  const enrollment = findEnrollment(call, snapshot);
  const { roundEnds, policy } = call;
  return (
    enrollment && roundEnds && endBefore(roundEnds, wakeContext(snapshot, enrollment, policy, enrollment.startedAt))
  );
};

/** When the wait after a step ends; an empty text if no wait follows. */
export const untilOf = (
  next: Next,
  snapshot: Pick<AccountSnapshot, 'profile'>,
  enrollment: Enrollment | undefined,
  policy: Policy,
  at: Instant,
): StepResult['until'] => {
  const wake = nextWake(next);
  if (wake === undefined) return '';
  // A missing date wakes the enrollment at once: the step then finds that it has no day, and is skipped.
  return (enrollment && wakeAt(wake, wakeContext(snapshot, enrollment, policy, at))) ?? toSecond(at);
};
