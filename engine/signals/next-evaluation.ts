import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { DueInput, DueInstant } from '../account/due-part.ts';
import type { Evaluation, SignalState } from '../account/evaluation.ts';
import type { HealthState } from '../account/health-state.ts';
import type { PlanFigures } from '../account/medians.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { sameData } from '../kernel/same-data.ts';
import { dueAfterEvaluation, dueByState } from './due.ts';
import type { EvaluatedSignals } from './evaluate-signals.ts';

interface NextEvaluation extends Omit<DueInput, 'snapshot'> {
  /** As the event left the account, but for its evaluation. */
  snapshot: AccountSnapshot;
  signals: Readonly<Record<string, SignalState>>;
  counts: EvaluatedSignals['counts'];
  health: HealthState | undefined;
  compared: PlanFigures | undefined;
  /** Did the event ask for an evaluation, so that the usage is there that it takes? */
  isAsked: boolean;
}

/** The row of the evaluation, if it changes: how the signals stand, and when the account must be looked at next. */
export const evaluationAfter = ({
  snapshot,
  signals,
  counts,
  health,
  compared,
  isAsked,
  journeys,
  now,
}: NextEvaluation): Change[] => {
  const before = snapshot.evaluation;
  const revision = (before?.revision ?? 0) + 1;
  const { account } = snapshot;
  const figures = { ...(health && { health }), ...(compared && { compared }) };
  const next: Evaluation = { account, signals, ...figures, revision };
  const input = { snapshot: { ...snapshot, evaluation: next }, journeys, now };
  const evaluation = isAsked
    ? withDue(next, dueAfterEvaluation(input), now)
    : withDue({ ...next, ...timesOf(before) }, before ? dueByState(input) : firstDue(input), now);
  return before && sameData({ ...evaluation, revision: 0 }, { ...before, revision: 0 })
    ? []
    : [{ kind: 'evaluation', evaluation, ...(counts.length > 0 && { counts }) }];
};

/**
 * For writers outside of routing that change what time may change: the evaluation of the account no later than
 * `due`, or nothing when it does already.
 */
export const sooner = (
  { account, evaluation: before }: Pick<AccountSnapshot, 'account' | 'evaluation'>,
  due: DueInstant,
  now: Instant,
): Change[] => {
  const known = before ?? { account, signals: {}, revision: 0 };
  const evaluation = { ...withDue(known, [due], now), revision: known.revision + 1 };
  const isSame = evaluation.dueAt === before?.dueAt && evaluation.dueOnce === before?.dueOnce;
  return isSame ? [] : [{ kind: 'evaluation', evaluation }];
};

/** An account that is new has its usage looked at by the next sweep, where some signal asks for it. */
const firstDue = (input: DueInput): DueInstant[] => {
  const byState = dueByState(input);
  return dueAfterEvaluation(input).length > byState.length ? [...byState, { at: input.now }] : byState;
};

/** A time that is past is the next moment: the sweep must find another time than the one that brought the event. */
const withDue = (evaluation: Evaluation, dues: readonly DueInstant[], now: Instant): Evaluation => {
  const times = dues.map(due => ({ ...due, at: due.at > now ? due.at : plusSeconds(now, 1) }));
  const dueAt = earliest([evaluation.dueAt, ...times.map(({ at }) => at)]);
  const dueOnce = earliest([evaluation.dueOnce, ...times.filter(({ recurs }) => !recurs).map(({ at }) => at)]);
  return { ...evaluation, ...(dueAt && { dueAt }), ...(dueOnce && { dueOnce }) };
};

const timesOf = (before: Evaluation | undefined): Pick<Evaluation, 'dueAt' | 'dueOnce'> => ({
  ...(before?.dueAt && { dueAt: before.dueAt }),
  ...(before?.dueOnce && { dueOnce: before.dueOnce }),
});

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.filter(each => each !== undefined).sort()[0];
