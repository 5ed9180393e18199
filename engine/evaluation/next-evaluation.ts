import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { DueInput, DueInstant } from '../account/due-part.ts';
import type { Evaluation, SignalState, StageState } from '../account/evaluation.ts';
import type { GoalStates } from '../account/goal-state.ts';
import type { HealthState } from '../account/health-state.ts';
import type { PlanFigures } from '../account/medians.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import { sameData } from '../kernel/same-data.ts';
import { quietDue } from '../signals/due.ts';
import type { EvaluatedSignals } from '../signals/evaluate-signals.ts';
import { stageDue } from '../stages/route-stage.ts';
import { journeysThatDecide } from '../triggers/turn-of.ts';
import { dueAfterEvaluation, dueByState } from './due.ts';
import { momentsAfter } from './moments.ts';
import { withDue } from './sooner.ts';

export interface NextEvaluation extends Omit<DueInput, 'snapshot'> {
  /** As the event left the account, but for its evaluation. */
  snapshot: AccountSnapshot;
  signals: Readonly<Record<string, SignalState>>;
  counts: EvaluatedSignals['counts'];
  goals?: GoalStates | undefined;
  health: HealthState | undefined;
  compared: PlanFigures | undefined;
  /** Whether the event asked for an evaluation, so that the usage for it was read. */
  isAsked: boolean;
  stage?: StageState;
  /** Whether the stage was decided, so that the usage for it was read. */
  isStaged?: boolean;
  /** Journeys that had no room for the account this hour. */
  full?: readonly string[];
  /** By journey: the days that triggers decided for by this event. */
  decided?: ReadonlyMap<string, CalendarDate>;
}

/** The row of the evaluation, if it changes: how the signals stand, and when the account must be looked at next. */
export const evaluationAfter = ({
  snapshot,
  signals,
  counts,
  goals,
  health,
  compared,
  isAsked,
  stage,
  isStaged = false,
  full = [],
  decided = new Map(),
  ...others
}: NextEvaluation): Change[] => {
  const before = snapshot.evaluation;
  const { now } = others;
  const revision = (before?.revision ?? 0) + 1;
  const { account } = snapshot;
  const figures = {
    ...(goals && Object.keys(goals).length > 0 && { goals }),
    ...(health && { health }),
    ...(compared && { compared }),
    ...(stage && { stage }),
  };
  const moments = momentsAfter({ ...others, snapshot, isAsked, full });
  const days = decidedAfter(snapshot, others.journeys, decided);
  const next: Evaluation = { account, signals, ...figures, ...moments, ...days, revision };
  const input = { ...others, snapshot: { ...snapshot, evaluation: next } };
  const byStage = isStaged ? stageDue(input) : [];
  const evaluation = isAsked
    ? withDue(next, dueAfterEvaluation(input), now)
    : withDue({ ...next, ...timesOf(before) }, [...(before ? dueByState(input) : firstDue(input)), ...byStage], now);
  return before && sameData({ ...evaluation, revision: 0 }, { ...before, revision: 0 })
    ? []
    : [{ kind: 'evaluation', evaluation, ...(counts.length > 0 && { counts }) }];
};

/** An account that is new has its usage looked at by the next sweep, where some signal asks for it. */
const firstDue = (input: DueInput): DueInstant[] => [
  ...dueByState(input),
  ...(quietDue(input).length > 0 ? [{ at: input.now }] : []),
];

const timesOf = (before: Evaluation | undefined): Pick<Evaluation, 'dueAt' | 'dueOnce'> => ({
  ...(before?.dueAt && { dueAt: before.dueAt }),
  ...(before?.dueOnce && { dueOnce: before.dueOnce }),
});

/** The days that triggers have decided for, with those of this event. A journey that is no longer deployed is forgotten. */
const decidedAfter = (
  { evaluation }: AccountSnapshot,
  journeys: readonly JourneyDefinition[],
  now: ReadonlyMap<string, CalendarDate>,
): Pick<Evaluation, 'decided'> => {
  const days = journeysThatDecide(journeys).flatMap(({ id }): [string, CalendarDate][] => {
    const day = now.get(id) ?? evaluation?.decided?.[id];
    return day === undefined ? [] : [[id, day]];
  });
  return days.length > 0 ? { decided: Object.fromEntries(days) } : {};
};
