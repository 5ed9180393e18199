import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { DueInstant } from '../account/due-part.ts';
import type { Evaluation } from '../account/evaluation.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

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

/** A time that is past is the next moment: the sweep must find another time than the one that brought the event. */
export const withDue = (evaluation: Evaluation, dues: readonly DueInstant[], now: Instant): Evaluation => {
  const times = dues.map(due => ({ ...due, at: due.at > now ? due.at : plusSeconds(now, 1) }));
  const dueAt = earliest([evaluation.dueAt, ...times.map(({ at }) => at)]);
  const dueOnce = earliest([evaluation.dueOnce, ...times.filter(({ recurs }) => !recurs).map(({ at }) => at)]);
  return { ...evaluation, ...(dueAt && { dueAt }), ...(dueOnce && { dueOnce }) };
};

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.filter(each => each !== undefined).sort()[0];
