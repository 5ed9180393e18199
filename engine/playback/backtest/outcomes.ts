import type { Instant } from '../../kernel/instant.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';

/** One firing of a rule for an account. */
export interface Firing {
  account: string;
  at: Instant;
}

/** Outcome of an account. */
export type AccountOutcome = Pick<AccountFacts, 'account' | 'createdAt' | 'canceledAt' | 'renewedAt'>;

/** Outcome of a firing. `open`: the records end too early to tell. */
export type FiringFate = 'left' | 'renewed' | 'stayed' | 'open';

/** The period of the records, and the accounts' outcomes in it. */
export interface WatchedRecords {
  outcomes: readonly AccountOutcome[];
  from: Instant;
  to: Instant;
  /** A firing was right if the account left within this many days after it. */
  within: number;
}

export interface Judged {
  fates: Readonly<Record<FiringFate, number>>;
  /** Cancellations in the records, and how many of them had a firing within the window before. */
  cancellations: number;
  foreseen: number;
  /** From the first firing within the window to each of these, in days. */
  daysBefore: readonly number[];
}

/** Counts the outcomes of firings, and the cancellations that one preceded. */
export const judgeFirings = (firings: readonly Firing[], watched: WatchedRecords): Judged => {
  const { outcomes, to, within } = watched;
  const byAccount = Map.groupBy(firings, ({ account }) => account);
  const known = new Map(outcomes.map(outcome => [outcome.account, outcome]));
  const fates = { left: 0, renewed: 0, stayed: 0, open: 0 };
  for (const firing of firings) fates[fateOf(firing, known.get(firing.account), watched)] += 1;
  const ends = outcomes.flatMap(({ account, canceledAt }) =>
    canceledAt.filter(at => at <= to).map(at => ({ account, at })),
  );
  const daysBefore = ends.flatMap(({ account, at }) => {
    const early = plusSeconds(at, -within * secondsOfDay);
    const times = (byAccount.get(account) ?? []).map(firing => firing.at).filter(each => each >= early && each < at);
    return times.length === 0
      ? []
      : [
          daysFrom(
            times.reduce((first, each) => (each < first ? each : first)),
            at,
          ),
        ];
  });
  return { fates, cancellations: ends.length, foreseen: daysBefore.length, daysBefore };
};

/** How often a randomly picked week of an account is followed by its cancellation: the precision of a random rule. */
export const byChance = ({ outcomes, from, to, within }: WatchedRecords): { part: number; of: number } => {
  const last = plusSeconds(to, -within * secondsOfDay);
  let [part, of] = [0, 0];
  for (const { createdAt, canceledAt } of outcomes) {
    const end = [...canceledAt].sort()[0];
    for (
      let at = createdAt ?? from;
      at <= last && (end === undefined || at < end);
      at = plusSeconds(at, 7 * secondsOfDay)
    ) {
      of += 1;
      if (end !== undefined && end <= plusSeconds(at, within * secondsOfDay)) part += 1;
    }
  }
  return { part, of };
};

const fateOf = ({ at }: Firing, outcome: AccountOutcome | undefined, { to, within }: WatchedRecords): FiringFate => {
  const end = plusSeconds(at, within * secondsOfDay);
  const isNext = (each: Instant) => each > at && each <= end && each <= to;
  if (outcome?.canceledAt.some(isNext)) return 'left';
  if (outcome?.renewedAt.some(isNext)) return 'renewed';
  return end <= to ? 'stayed' : 'open';
};

const daysFrom = (from: Instant, to: Instant): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / (secondsOfDay * 1000));

const secondsOfDay = 86_400;
