import { statingEvents } from '../billing/stated-attributes.ts';
import { compareShare } from './compare.ts';
import { type ConditionKind, type EvaluationContext, noSince, noTurn } from './condition-kind.ts';

/** Unknown for an account that bought no seats, or has no seats on record. */
export const seats: ConditionKind<'seats'> = {
  truth: (share, context) => {
    const [used, total] = [seatsUsed(context), seatsTotal(context)];
    return used === null || total === null || total <= 0 ? undefined : compareShare(used, total, share);
  },
  since: noSince,
  events: ({ events }) => [...statingEvents, ...events],
  turnsAt: noTurn,
  facts: () => ({ seatsUsed: { kind: 'seatsUsed' }, seatsTotal: { kind: 'seatsTotal' } }),
};

export const seatsUsed = ({ seats }: EvaluationContext): number | null =>
  seats === undefined ? null : seats.filter(({ assigned }) => assigned).length;

export const seatsTotal = ({ profile }: EvaluationContext): number | null => {
  const total = profile?.attributes.seats?.value;
  return typeof total === 'number' ? total : null;
};
