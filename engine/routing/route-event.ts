import { evaluateEvent, isEvaluated } from '../account/evaluate-event.ts';
import type { SignalState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import { continueEvent, leaveOutEvent, migrateEvent, resumeEvent } from '../account/operator-events.ts';
import type { Routing, RoutingInput } from '../account/routing.ts';
import { evaluationAfter } from '../evaluation/next-evaluation.ts';
import { ownMember } from '../kernel/own-member.ts';
import { actOnFacts } from './act-on-facts.ts';
import { judgeFacts } from './judge-facts.ts';
import { learnEvent } from './learn-event.ts';
import { retireEnded } from './retire-ended.ts';
import { type DecidedEntry, startsOf } from './route-enroll.ts';
import { leaveEffects } from './route-exits.ts';
import { routeLeaveOut } from './route-leave-out.ts';
import { routeMigration } from './route-migration.ts';
import { routeResume } from './route-resume.ts';

export type EventRouted = Routing & {
  /** The input and the result of the decision to enroll, if it was made. */
  entry?: EntryDecided;
};

export interface EntryDecided {
  /** The event and its derived events. */
  facts: readonly DomainEvent[];
  /** The snapshot is the account after the event, with its enrollments before it. */
  input: RoutingInput;
  entries: readonly DecidedEntry[];
  /** Signal states after the event; the snapshot has those before it. */
  signals: Readonly<Record<string, SignalState>>;
}

/** The effects of one event on one account: facts learned, conclusions, actions, and the time of the next evaluation. */
export const routeEvent = (input: RoutingInput): EventRouted => {
  const { event, snapshot } = input;
  if (isEvaluated(event, snapshot.evaluation?.dueAt)) return leftOver(input);
  const routeOrder = ownMember(byOrder, event.name);
  if (routeOrder) return { ...nothing, ...routeOrder(input) };
  const learned = learnEvent(input);
  if (learned === undefined) return keptUntilKnown(event);
  const judged = judgeFacts(learned, snapshot.profile === undefined);
  const acted = actOnFacts(judged, snapshot);
  const { stage, signals } = judged;
  const { entered, entering } = acted;
  // The next evaluation replaces the stored state, not the one that conditions saw.
  const { evaluation: _, ...left } = acted.snapshot;
  const evaluated = evaluationAfter({
    ...learned.input,
    snapshot: { ...left, ...(snapshot.evaluation && { evaluation: snapshot.evaluation }) },
    ...(input.catalog?.stages && { stages: input.catalog.stages }),
    ...(stage.stage && { stage: stage.stage }),
    isStaged: stage.isTold,
    signals: signals.signals,
    counts: signals.counts,
    goals: learned.goals,
    health: learned.health,
    compared: learned.compared,
    isAsked: event.name === evaluateEvent,
    full: entered.full,
    decided: entered.decided,
  });
  return {
    awaited: acted.awaited,
    changes: [
      ...learned.changes,
      ...judged.changes,
      ...acted.changes,
      ...retireEnded(snapshot, input.now),
      ...evaluated,
    ],
    effects: acted.effects,
    derived: learned.derived,
    reasons: [...judged.reasons, ...acted.reasons],
    ownersNeeded: acted.ownersNeeded,
    guardsNeeded: signals.guardsNeeded,
    roomsNeeded: entered.roomsNeeded,
    entry: { facts: judged.facts, input: entering, entries: entered.entries, signals: signals.signals },
  };
};

/** Operator events act on executions and change no facts of the account. */
const byOrder: Readonly<Record<string, (input: RoutingInput) => Partial<Routing>>> = {
  [migrateEvent]: routeMigration,
  [continueEvent]: routeMigration,
  [resumeEvent]: routeResume,
  [leaveOutEvent]: routeLeaveOut,
};

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

const keptUntilKnown = (event: DomainEvent): Routing => ({
  ...nothing,
  changes: [{ kind: 'waiting', event }],
  reasons: [{ did: 'kept-until-known', because: 'unknown account' }],
});

/** An earlier attempt of this evaluation may have crashed before it started or stopped the executions it decided on. */
const leftOver = (input: RoutingInput): Routing => ({
  ...nothing,
  effects: [...leaveEffects(input), ...startsOf(input.event, input.snapshot.enrollments)],
  reasons: [{ did: 'nothing', because: 'evaluated before' }],
});
