import type { AccountSnapshot, Profile } from '../account.ts';
import { accountTimezone } from '../account-timezone.ts';
import { plusDuration } from '../calendar.ts';
import { businessDays, businessHours, type Duration } from '../duration.ts';
import type { Enrollment } from '../enrollment.ts';
import { type EvaluationContext, holds, evaluateValue as valueIn } from '../evaluate-condition.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, instant, plusSeconds } from '../instant.ts';
import type { Policy } from '../policy.ts';
import { type EscalateStep, type Severity, taskOutcomes } from '../step.ts';
import type { Evidence, Task } from '../task.ts';
import type { TaskAction, TimelineEntry } from '../timeline.ts';
import { taskId } from './enrollment-id.ts';

/** Number of open tasks by owner. */
export type Load = ReadonlyMap<string, number>;

export interface Escalation {
  step: EscalateStep;
  enrollment: Enrollment;
  iteration: number;
  policy: Policy;
  /** Names the signal, so that the same one never counts twice. */
  signal: string;
  context: EvaluationContext;
  /** Of the policy's pool; only looked at when the account names no owner. */
  load: Load;
}

export type TaskDecision = { action: Extract<TaskAction, 'opened' | 'updated'>; task: Task } | 'unchanged';

/** Opens a task, or adds the signal to the one that is open for the same type and reason. It pings again only by a line. */
export const decideTask = (escalation: Escalation): TaskDecision => {
  const { step, signal, context } = escalation;
  const open = context.tasks.find(
    task => task.type === step.type && task.reason === step.id && task.status !== 'resolved',
  );
  if (open === undefined) return { action: 'opened', task: newTask(escalation) };
  if (open.signals.includes(signal) || open.id === idOf(escalation)) return 'unchanged';
  const severity = Math.min(open.severity, severityOf(step, context)) as Severity;
  return {
    action: 'updated',
    task: {
      ...open,
      severity,
      evidence: mergedEvidence(open.evidence, evidenceOf(step, context)),
      signals: [...open.signals, signal],
      revision: open.revision + 1,
    },
  };
};

/** Is the pool's load needed to name an owner? */
export const needsPool = (profile: Profile | undefined): boolean => ownerOf(profile) === undefined;

/** What a CSM did with a task; nothing when it changes nothing. */
export const actOnTask = (task: Task, event: DomainEvent): { action: TaskAction; task: Task } | undefined => {
  const next = { ...task, revision: task.revision + 1 };
  if (event.name === 'task.acknowledged') {
    return task.status === 'acknowledged'
      ? undefined
      : { action: 'acknowledged', task: { ...next, status: 'acknowledged' } };
  }
  if (event.name === 'task.snoozed') {
    const snoozedUntil = snoozeEnd(event);
    return task.snoozedUntil === snoozedUntil
      ? undefined
      : { action: 'snoozed', task: { ...next, status: 'snoozed', snoozedUntil } };
  }
  const code = taskOutcomes.find(each => each === event.fields.outcome);
  if (event.name !== 'task.resolved' || code === undefined) return undefined;
  return {
    action: 'resolved',
    task: { ...next, status: 'resolved', outcome: { code, by: String(event.fields.by ?? ''), at: event.occurredAt } },
  };
};

/** What it was opened for is over. */
export const autoResolve = (task: Task): { action: TaskAction; task: Task } => ({
  action: 'auto-resolved',
  task: { ...task, status: 'resolved', revision: task.revision + 1 },
});

export const taskEntry = (task: Task, action: TaskAction): TimelineEntry => ({
  type: 'task',
  step: task.reason,
  action,
  reason: task.reason,
  severity: task.severity,
  owner: task.owner,
  ...(action === 'resolved' && task.outcome && { outcome: task.outcome.code }),
  ...((action === 'opened' || action === 'updated') &&
    task.evidence.length > 0 && {
      evidence: Object.fromEntries(task.evidence.map(({ fact, value }) => [fact, value])),
    }),
});

/** The open task that an action names, by its id or by its reason. */
export const taskNamed = ({ tasks }: Pick<AccountSnapshot, 'tasks'>, { fields }: DomainEvent): Task | undefined =>
  tasks.find(task => task.status !== 'resolved' && (task.id === fields.task || task.reason === fields.reason));

const newTask = (escalation: Escalation): Task => {
  const { step, enrollment, policy, context, signal } = escalation;
  const severity = severityOf(step, context);
  const arr = context.profile?.attributes.arr?.value;
  const by = (duration: Duration): Instant =>
    plusDuration(context.now, duration, accountTimezone(context.profile), policy.businessCalendar);
  return {
    id: idOf(escalation),
    account: enrollment.account,
    journey: enrollment.journey,
    enrollment: enrollment.id,
    type: step.type,
    reason: step.id,
    severity,
    ...assigned(context.profile, policy.taskPool, escalation.load),
    status: 'open',
    openedAt: context.now,
    acknowledgeBy: by(acknowledgeWithin[severity]),
    dueAt: by(step.sla),
    evidence: evidenceOf(step, context),
    play: step.play,
    arrAtStake: typeof arr === 'number' ? arr : null,
    signals: [signal],
    revision: 1,
  };
};

/** Severity 3 is read in the weekly digest. */
const acknowledgeWithin: Record<Severity, Duration> = { 1: businessHours(4), 2: businessDays(1), 3: businessDays(5) };

const idOf = ({ step, enrollment, iteration }: Escalation): string =>
  taskId(step.type, step.id, enrollment.id, iteration);

const severityOf = ({ severity, raised }: EscalateStep, context: EvaluationContext): Severity =>
  raised && holds(raised.when, context) ? raised.severity : severity;

const evidenceOf = ({ evidence }: EscalateStep, context: EvaluationContext): Evidence[] =>
  Object.entries(evidence).map(([fact, value]) => ({ fact, value: valueIn(value, context) }));

const mergedEvidence = (known: readonly Evidence[], added: readonly Evidence[]): Evidence[] => [
  ...known.filter(({ fact }) => !added.some(each => each.fact === fact)),
  ...added,
];

const ownerOf = (profile: Profile | undefined): string | undefined => {
  const owner = profile?.attributes.owner?.value;
  return typeof owner === 'string' && owner !== '' ? owner : undefined;
};

/** The account's own owner, else the one of the pool with the fewest open tasks, the first of equals. */
const assigned = (
  profile: Profile | undefined,
  pool: readonly string[],
  load: Load,
): Pick<Task, 'owner' | 'assignedBy'> => {
  const owner = ownerOf(profile);
  if (owner !== undefined) return { owner, assignedBy: 'account' };
  const [first, ...others] = pool;
  if (first === undefined) return { owner: 'nobody', assignedBy: 'nobody' };
  const open = (name: string): number => load.get(name) ?? 0;
  return {
    owner: others.reduce((least, name) => (open(name) < open(least) ? name : least), first),
    assignedBy: 'pool',
  };
};

const snoozeDays = 7;

/** When the snooze ends: as the action says, else a week after it. */
const snoozeEnd = ({ fields: { until }, occurredAt }: DomainEvent): Instant =>
  typeof until === 'string' && !Number.isNaN(Date.parse(until))
    ? instant(until)
    : plusSeconds(occurredAt, snoozeDays * 86_400);
