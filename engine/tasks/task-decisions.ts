import type { AccountSnapshot } from '../account/account.ts';
import { bySignal, type Enrollment, taskId } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import { accountTimezone } from '../account/profile.ts';
import type { Load } from '../account/routing.ts';
import type { Evidence, Task } from '../account/task.ts';
import { type EvaluationContext, holds, moneyOf, evaluateValue as valueIn } from '../conditions/evaluate-condition.ts';
import { plusDuration } from '../definition/calendar.ts';
import type { Policy } from '../definition/policy.ts';
import type { Pools } from '../definition/pool.ts';
import type { Severity } from '../definition/task.ts';
import { calendarOf, type Team } from '../definition/team.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import { assigned, candidates } from './assign.ts';
import { acknowledgeBy, isForDigest } from './service-level.ts';
import { awake, type ChangedTask, changed } from './task-changes.ts';

export interface Escalation {
  step: EscalateStep;
  enrollment: Enrollment;
  iteration: number;
  policy: Policy;
  /** Names the signal, so that the same one never counts twice. */
  signal: string;
  context: EvaluationContext;
  team: Team;
  pools?: Pools;
  /** Number of open tasks of the candidates for owner. */
  load: Load;
}

export type TaskDecision =
  /** `owners`: the CSMs whose open task counts decide the owner, and whether the task waits for the digest. */
  (ChangedTask & { owners?: readonly string[] }) | 'unchanged';

/**
 * Opens a task, or adds the signal to the one that is open for the same type and reason, snoozed or not. Only a signal
 * that raises the severity ends a snooze, and notifies again.
 */
export const decideTask = (escalation: Escalation): TaskDecision => {
  const { step, signal, context } = escalation;
  const open = context.tasks.find(
    task => task.type === step.type && task.reason === step.id && task.status !== 'resolved',
  );
  if (open === undefined) return opened(escalation);
  if (open.signals.includes(signal) || open.id === idOf(escalation)) return 'unchanged';
  const { signal: source, ...task } = open;
  return raisedTo(severityOf(step, context), escalation, {
    ...task,
    // A task that two signals opened does not end with one of them.
    ...(source !== undefined && source === signalOf(escalation) && { signal: source }),
    evidence: mergedEvidence(open.evidence, evidenceOf(step, context)),
    signals: [...open.signals, signal],
  });
};

/** The open task that an action names, by its id if it has one, else by its reason. */
export const taskNamed = ({ tasks }: Pick<AccountSnapshot, 'tasks'>, { fields }: DomainEvent): Task | undefined =>
  tasks.find(
    task =>
      task.status !== 'resolved' &&
      (fields.task === undefined
        ? [task.reason, task.because].includes(String(fields.reason))
        : task.id === fields.task),
  );

const opened = (escalation: Escalation): TaskDecision => {
  const { step, enrollment, policy, context, signal, team, pools = [], load } = escalation;
  const { now, profile } = context;
  const { arr, name } = profile?.attributes ?? {};
  const severity = severityOf(step, context);
  const { type, id: reason, to } = step;
  const who = candidates(profile, policy, team, now, { type, reason, to, pools, context });
  const assignment = assigned(who, load);
  const inDigest = isForDigest(severity, load.get(assignment.owner) ?? { now: 0, digest: 0 });
  const calendar = calendarOf(assignment.owner, team, policy.businessCalendar);
  const source = signalOf(escalation);
  const takenUpBy = acknowledgeBy({ severity, inDigest }, now, calendar);
  const due = plusDuration(now, step.sla, accountTimezone(profile), calendar);
  const task: Task = {
    id: idOf(escalation),
    account: enrollment.account,
    journey: enrollment.journey,
    enrollment: enrollment.id,
    type: step.type,
    reason: step.id,
    severity,
    ...assignment,
    ...(to !== undefined && { to }),
    status: 'open',
    openedAt: now,
    acknowledgeBy: takenUpBy,
    // A task of the digest is not overdue before the digest has announced it.
    dueAt: inDigest && due < takenUpBy ? takenUpBy : due,
    evidence: evidenceOf(step, context),
    play: step.play,
    ...(step.contact && { contact: step.contact }),
    ...(step.playbook && { playbook: step.playbook }),
    arrAtStake: typeof arr?.value === 'number' ? arr.value : null,
    signals: [signal],
    change: 'opened',
    ...(typeof name?.value === 'string' && { accountName: name.value }),
    ...(inDigest && { inDigest }),
    ...(step.outlives && { outlives: step.outlives }),
    ...(source !== undefined && { signal: source }),
    ...(Object.keys(step.then).length > 0 && { awaited: true }),
    revision: 1,
  };
  // With a single owner the count matters for severity 2 only: 3 always waits for the digest, 1 never.
  return { action: 'opened', task, owners: who.owners.length > 1 || severity === 2 ? who.owners : [] };
};

/** The task with at least this severity. A raised severity ends a snooze and takes the task out of the digest. */
const raisedTo = (severity: Severity, { context, team, policy }: Escalation, task: Task): ChangedTask => {
  if (severity >= task.severity) return changed(task, 'updated');
  const { inDigest: _, ...pressing } = awake(task);
  const calendar = calendarOf(task.owner, team, policy.businessCalendar);
  const soon = acknowledgeBy({ severity, inDigest: false }, context.now, calendar);
  const isHandled = task.status === 'acknowledged';
  return changed(pressing, 'raised', {
    severity,
    status: isHandled ? task.status : 'open',
    acknowledgeBy: isHandled || (task.acknowledgeBy < soon && task.status === 'open') ? task.acknowledgeBy : soon,
  });
};

const signalOf = ({ enrollment: { trigger, journey } }: Escalation): string | undefined =>
  trigger.event === bySignal ? journey : undefined;

const idOf = ({ step, enrollment, iteration }: Escalation): string =>
  taskId(step.type, step.id, enrollment.id, iteration);

const severityOf = ({ severity, raised }: EscalateStep, context: EvaluationContext): Severity =>
  raised && holds(raised.when, context) ? raised.severity : severity;

const evidenceOf = ({ evidence, measures }: EscalateStep, context: EvaluationContext): Evidence[] =>
  Object.entries(evidence).map(([fact, value]) => {
    const money = moneyOf(value, context);
    return { fact, value: valueIn(value, context), ...measures?.[fact], ...(money && { money }) };
  });

const mergedEvidence = (known: readonly Evidence[], added: readonly Evidence[]): Evidence[] => [
  ...known.filter(({ fact }) => !added.some(each => each.fact === fact)),
  ...added,
];
