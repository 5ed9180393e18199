import type { AccountSnapshot } from '../account/account.ts';
import { evaluateEvent, isEvaluated } from '../account/evaluate-event.ts';
import type { Evaluation, SignalState, StageState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import { continueEvent, leaveOutEvent, migrateEvent, resumeEvent } from '../account/operator-events.ts';
import type { Routing, RoutingInput, RoutingReason } from '../account/routing.ts';
import { seatsAfter } from '../account/seats.ts';
import { usageMark } from '../billing/usage-mark.ts';
import { evaluationAfter } from '../evaluation/next-evaluation.ts';
import { ownMember } from '../kernel/own-member.ts';
import { evaluateSignals } from '../signals/evaluate-signals.ts';
import { routeFigures } from '../signals/plan-figures.ts';
import { weeklyFigures } from '../signals/weekly-figures.ts';
import { routeStage } from '../stages/route-stage.ts';
import { routePlan } from '../success-plans/route-plan.ts';
import { justLeft } from '../tasks/outliving-tasks.ts';
import { routeClearedSignals, routeNewOwner, routeTaskClock } from '../tasks/route-task-ends.ts';
import { earlyTasks, routeTaskAction, type TaskRouting } from '../tasks/route-tasks.ts';
import { retireEnded } from './retire-ended.ts';
import { type DecidedEntry, enrollAccount, startsOf } from './route-enroll.ts';
import { leaveEffects, type RoutedExits, routeExits } from './route-exits.ts';
import { learnedChanges } from './route-learned.ts';
import { routeLeaveOut } from './route-leave-out.ts';
import { routeMigration } from './route-migration.ts';
import { routeMoves } from './route-moves.ts';
import { routeProfile } from './route-profile.ts';
import { routeResume } from './route-resume.ts';
import { awaitedEvents } from './route-waits.ts';

export type EventRouted = Routing & {
  /** What enrollment was decided from, and how; nothing where it was not asked. */
  entry?: EntryDecided;
};

export interface EntryDecided {
  /** The event, and what follows from it. */
  facts: readonly DomainEvent[];
  /** Its snapshot is of the account as the event left it, with the enrollments of before. */
  input: RoutingInput;
  entries: readonly DecidedEntry[];
  /** How signals stand after it; in the snapshot, as they stood before. */
  signals: Readonly<Record<string, SignalState>>;
}

/** What one event does to one account. */
export const routeEvent = (input: RoutingInput): EventRouted => {
  const { event, snapshot } = input;
  if (isEvaluated(event, snapshot.evaluation?.dueAt)) return leftOver(input);
  const routeOrder = ownMember(byOrder, event.name);
  if (routeOrder) return { ...nothing, ...routeOrder(input) };
  const figures = weeklyFigures(input);
  const said = { ...event, fields: { ...event.fields, ...figures.said } };
  const { profile, changes, facts, plan } = routeProfile(said, snapshot.account, snapshot.profile, {
    ...input,
    plan: attributes => routePlan(said, attributes, input),
  });
  if (profile === undefined) {
    return {
      ...nothing,
      changes: [{ kind: 'waiting', event }],
      reasons: [{ did: 'kept-until-known', because: 'unknown account' }],
    };
  }
  const derived = facts.filter(({ name }) => name !== event.name && countedApart.includes(name));
  const after: RoutingInput = {
    ...input,
    snapshot: {
      ...snapshot,
      profile,
      ...(plan && { successPlan: plan.plan, goals: plan.goals }),
      ...seatsAfter(snapshot.seats, event, input.seats),
      usage: [...derived, ...counted(event)].map(usageMark).reduce((usage, mark) => usage.with(mark), snapshot.usage),
    },
  };
  const compared = routeFigures(after);
  const acted = routeTaskAction(facts, after);
  const isNew = snapshot.profile === undefined;
  const staged = routeStage(acted.facts, { ...after, snapshot: acted.snapshot, isNew });
  const inStage = withStage(acted.snapshot, staged.stage);
  const told = [...acted.facts, ...staged.facts];
  const signals = evaluateSignals(told, { ...after, snapshot: inStage, isNew });
  const all = [...told, ...signals.facts];
  const cleared = routeClearedSignals(all, { ...after, snapshot: inStage });
  const exits = routeExits(all, { ...after, snapshot: cleared.snapshot });
  const followed = routeNewOwner(snapshot.profile, { ...after, snapshot: exits.snapshot });
  // A task that has just become moot does not breach.
  const timed = routeTaskClock({ ...after, snapshot: followed.snapshot });
  const entering = { ...after, snapshot: { ...timed.snapshot, enrollments: snapshot.enrollments } };
  const enrolls = enrollAccount(all, entering);
  const staying = { ...timed.snapshot, enrollments: exits.staying };
  const taskChanges = [...acted.changes, ...cleared.changes].length;
  const early = earlyTasks(
    all,
    [...exits.staying, ...enrolls.enrollments, ...justLeft(after)],
    { ...after, snapshot: staying },
    taskChanges > 0 ? 'caused' : 'signaled',
  );
  const moves = routeMoves({
    ...after,
    snapshot: { ...early.snapshot, enrollments: exits.staying },
    before: snapshot,
    mayRelease: mayRelease(event, snapshot, early.snapshot, exits),
  });
  const learned = exits.staying.flatMap(enrollment => learnedChanges(enrollment, all));
  const awaited = exits.staying.flatMap(enrollment => awaitedEvents(enrollment, [...all, ...cleared.facts]));
  return {
    awaited,
    changes: [
      ...changes,
      ...figures.changes,
      ...compared.changes,
      ...acted.changes,
      ...cleared.changes,
      ...exits.changes,
      ...followed.changes,
      ...timed.changes,
      ...enrolls.changes,
      ...early.changes,
      ...learned,
      ...moves.changes,
      ...retireEnded(snapshot, input.now),
      ...evaluationAfter({
        ...after,
        snapshot: withEvaluation(early.snapshot, snapshot.evaluation),
        ...(input.catalog?.stages && { stages: input.catalog.stages }),
        signals: signals.signals,
        counts: signals.counts,
        goals: plan?.goals,
        health: figures.health,
        compared: compared.compared,
        isAsked: event.name === evaluateEvent,
        ...(staged.stage && { stage: staged.stage }),
        isStaged: staged.isTold,
        full: enrolls.full,
        decided: enrolls.decided,
      }),
    ],
    effects: [...exits.effects, ...enrolls.effects, ...startsOf(event, exits.staying), ...moves.effects],
    derived,
    reasons: [
      ...staged.reasons,
      ...signals.reasons,
      ...exits.reasons,
      ...enrolls.reasons,
      ...early.reasons,
      ...moves.reasons,
      ...awaited.map(({ flag }): RoutingReason => ({ did: 'woke', because: flag })),
    ],
    ownersNeeded: ownersNeeded(early, input),
    guardsNeeded: signals.guardsNeeded,
    roomsNeeded: enrolls.roomsNeeded,
    entry: { facts: all, input: entering, entries: enrolls.entries, signals: signals.signals },
  };
};

/** What conditions see of the stage while the event is routed. */
const withStage = (snapshot: AccountSnapshot, stage: StageState | undefined): AccountSnapshot => {
  const { account, evaluation } = snapshot;
  if (stage === evaluation?.stage) return snapshot;
  const { stage: _, ...known } = evaluation ?? { account, signals: {}, revision: 0 };
  return { ...snapshot, evaluation: { ...known, ...(stage && { stage }) } };
};

/** What is stored is what the next evaluation replaces. */
const withEvaluation = (
  { evaluation: _, ...snapshot }: AccountSnapshot,
  stored: Evaluation | undefined,
): AccountSnapshot => ({ ...snapshot, ...(stored && { evaluation: stored }) });

/** What operators order is about executions, and says nothing of the account. */
const byOrder: Readonly<Record<string, (input: RoutingInput) => Partial<Routing>>> = {
  [migrateEvent]: routeMigration,
  [continueEvent]: routeMigration,
  [resumeEvent]: routeResume,
  [leaveOutEvent]: routeLeaveOut,
};

/**
 * Has what holds touches perhaps ended with this event, or with an earlier try of it that died before waits heard of it?
 * A contact turned out to own the address, or the last risk task is done.
 */
const mayRelease = (
  { name }: DomainEvent,
  before: AccountSnapshot,
  after: AccountSnapshot,
  exits: RoutedExits,
): boolean =>
  name === 'contact.verified' ||
  (!atRisk(after) &&
    (name === 'task.resolved' || atRisk(before) || (exits.changes.length === 0 && exits.effects.length > 0)));

const atRisk = ({ tasks }: AccountSnapshot): boolean => tasks.some(({ type }) => type === 'risk');

/** What follows from other events and is counted like an event of its own. */
const countedApart = [
  'payment.recovered',
  'renewal.completed',
  'trial.ended',
  'subscription.canceled',
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
];

const nothing: Routing = {
  awaited: [],
  changes: [],
  effects: [],
  derived: [],
  reasons: [],
  ownersNeeded: [],
  guardsNeeded: [],
  roomsNeeded: [],
};

/** An evaluation that was carried out before may have died before it started, or ended, what it decided. */
const leftOver = (input: RoutingInput): Routing => ({
  ...nothing,
  effects: [...leaveEffects(input), ...startsOf(input.event, input.snapshot.enrollments)],
  reasons: [{ did: 'nothing', because: 'evaluated before' }],
});

/** That time passed is no usage. */
const counted = (event: DomainEvent): DomainEvent[] => (event.name === evaluateEvent ? [] : [event]);

const ownersNeeded = ({ owners }: TaskRouting, { load }: RoutingInput): readonly string[] =>
  load === undefined ? [...new Set(owners)] : [];
