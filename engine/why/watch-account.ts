import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { specialArms } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Decisions } from '../ports/decisions.ts';
import { routingOf } from '../routing/decide-routing.ts';
import { enterStep, type StepEntry } from '../steps/enter-step.ts';
import { type AnyCall, findEnrollment } from '../steps/step-frame.ts';
import { isWithheld } from '../steps/step-turn.ts';
import { branchTurns, stepTurns, taskTurns } from '../steps/turns.ts';
import { type EntryAttempt, entryAttempts } from './entry-attempts.ts';
import { failing } from './gate-report.ts';
import { describeStepGates } from './step-words.ts';
import { type StepAttempt, touchAttempts } from './touch-attempts.ts';

/** Decisions about an account, by journey, in order of time. */
export interface WatchedAccount extends Decisions {
  entriesOf(journey: string): WatchedEntries;
  stepsOf(journey: string): StepAttempt[];
}

export interface WatchedEntries {
  entered: readonly EntryAttempt[];
  /** Refused by the same gates for the same reason: the last of them, and how often. */
  refused: readonly { last: EntryAttempt; times: number }[];
  /** Of the events that its trigger did not take, in order of time, those that no later one came as near as: the first is the nearest. */
  near: readonly EntryAttempt[];
}

/** Watches the decisions about one account, in these journeys. */
export const watchAccount = (account: string, journeys: readonly JourneyDefinition[]): WatchedAccount => {
  const entries = new Map<string, EntriesKept>();
  const steps = new Map<string, StepAttempt[]>();
  const kept = (journey: string) => {
    const known = entries.get(journey) ?? { events: new Map(), refused: new Map(), near: [] };
    entries.set(journey, known);
    return known;
  };
  /** A decision that a conflicting write made void was told as well: of those of one moment the last counts. */
  const step = (journey: string, attempts: readonly StepAttempt[], isVoid: (before: StepAttempt) => boolean) => {
    const known = steps.get(journey) ?? [];
    steps.set(journey, [...known.filter(each => !isVoid(each)), ...attempts]);
  };
  const isWatched = (call: AnyCall) =>
    call.account === account && journeys.some(({ id, steps }) => id === call.journey.id && isAuthored(call, steps));
  return {
    routed: ({ input, isHandled }) => {
      if (input.event.account !== account || isHandled === true) return;
      const { entry } = routingOf(input);
      if (entry === undefined) return;
      for (const journey of journeys)
        for (const attempt of entryAttempts(journey, entry)) keepEntry(kept(journey.id), attempt, input.event.id);
    },
    touched: (call, seen, verdicts) => {
      if (!isWatched(call)) return;
      const open = new Set(verdicts.flatMap(({ to, verdict }) => (verdict === 'done' ? [] : [to])));
      const isVoid = (before: StepAttempt) => isOf(call, seen.now)(before) && open.has(before.to ?? '');
      step(call.journey.id, touchAttempts(call, seen, verdicts), isVoid);
    },
    taken: (call, { snapshot, now }, { took }) => {
      const enrollment = findEnrollment(call, snapshot);
      if (!isWatched(call) || enrollment === undefined) return;
      const turn = turns[call.step.kind as keyof typeof turns] as { acts?: true };
      const told = outcomeOfStep(enterStep(call, snapshot, now), isWithheld(turn, enrollment));
      if (told === undefined) return;
      const attempt: StepAttempt = {
        ...{ at: now, enrollment: enrollment.id, step: call.step.id, round: call.iteration },
        ...told,
        ...(told.outcome === 'done' && took !== '' && took !== specialArms.exited && { took }),
        gates: describeStepGates({ call, enrollment, snapshot, now }, turn),
      };
      step(call.journey.id, [attempt], isOf(call, now));
    },
    entriesOf: journey => {
      const { events, refused, near } = kept(journey);
      return { entered: [...events.values()], refused: [...refused.values()], near };
    },
    stepsOf: journey => steps.get(journey) ?? [],
  };
};

interface EntriesKept {
  /** Entries, by the event. */
  events: Map<string, EntryAttempt>;
  refused: Map<string, { last: EntryAttempt; times: number; by: string }>;
  near: EntryAttempt[];
}

const keepEntry = (kept: EntriesKept, attempt: EntryAttempt, event: string): void => {
  // Told again after a conflicting write.
  kept.events.delete(event);
  if (attempt.outcome === 'entered') {
    kept.events.set(event, attempt);
    return;
  }
  if (attempt.outcome === 'not-triggered') {
    kept.near = [...kept.near.filter(each => !isNearer(attempt, each)), attempt];
    return;
  }
  const shut = JSON.stringify([attempt.reason, failing(attempt.gates).map(({ gate, needed }) => [gate, needed])]);
  const before = kept.refused.get(shut);
  kept.refused.set(shut, {
    last: attempt,
    times: before === undefined ? 1 : before.times + (before.by === event ? 0 : 1),
    by: event,
  });
};

/** Fewer gates keep it out, or as many, and it is later. */
export const isNearer = (one: EntryAttempt, other: EntryAttempt): boolean => {
  const [ours, theirs] = [failing(one.gates).length, failing(other.gates).length];
  return ours < theirs || (ours === theirs && one.at >= other.at);
};

/** Machines make calls of their own, for no step of an author. */
const isAuthored = ({ step }: AnyCall, steps: JourneyDefinition['steps']): boolean =>
  stepsIn(steps).some(each => each.id === step.id && Object.is(each.kind, step.kind));

/** Is it of that call at that moment? */
const isOf =
  (call: AnyCall, now: Instant) =>
  ({ at, enrollment, step, round }: StepAttempt): boolean =>
    at === now && enrollment === call.enrollment && step === call.step.id && round === call.iteration;

const turns = { ...stepTurns, ...branchTurns, ...taskTurns };

/** Nothing where it was done before, or holds because its date moved. */
const outcomeOfStep = (entry: StepEntry, withheld: boolean): Pick<StepAttempt, 'outcome' | 'reason'> | undefined => {
  if (entry === 'go') return withheld ? { outcome: 'skipped', reason: 'holdout' } : { outcome: 'done' };
  if (entry === 'exited') return { outcome: 'left' };
  return entry !== 'done' && 'skip' in entry ? { outcome: 'skipped', reason: entry.skip } : undefined;
};
