import { isPaidFor } from '../billing/subscription-phase.ts';
import type { HealthBand } from '../definition/health-model.ts';
import type { Instant } from '../kernel/instant.ts';
import { plusSeconds } from '../kernel/instant.ts';
import type { AccountFacts } from './account-facts.ts';
import { balanceBefore } from './balance.ts';
import { type Month, monthEnd, monthOf, monthStart } from './month.ts';

/** A contract that came up for renewal. */
export interface Renewal {
  account: string;
  at: Instant;
  renewed: boolean;
  /** The account's health band 90 days before, or the first known one after that. */
  band: HealthBand | null;
}

/** An account that leaves within this many days of its renewal date did not renew; else it ended its contract early. */
const nearDays = 31;
const bandDays = 90;

/** Contracts that came up in [from, until), renewed or not, by time. Accounts without a renewal date don't count. */
export const renewalsBetween = (accounts: readonly AccountFacts[], from: Instant, until: Instant): Renewal[] =>
  accounts
    .flatMap(facts =>
      [
        ...(isDated(facts) ? firstOfEach(facts.renewedAt) : []).map(at => ({ at, renewed: true })),
        ...lostAt(facts).map(at => ({ at, renewed: false })),
      ]
        .filter(({ at }) => at >= from && at < until)
        .map(each => ({
          account: facts.account,
          ...each,
          band: bandAt(facts, plusSeconds(each.at, -bandDays * 86_400)),
        })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.account < b.account ? -1 : 1));

export const renewalsIn = (accounts: readonly AccountFacts[], month: Month): Renewal[] =>
  renewalsBetween(accounts, monthStart(month), monthEnd(month));

/** Payments in a month that don't count as renewals, because their contract is unknown. */
export const paidApartIn = (accounts: readonly AccountFacts[], month: Month) => {
  const inMonth = (times: readonly Instant[] = []) => times.filter(at => monthOf(at) === month).length;
  return {
    'no renewal date': total(accounts.map(facts => (isDated(facts) ? 0 : inMonth(facts.renewedAt)))),
    'period unknown': total(accounts.map(facts => inMonth(facts.unknownPeriodAt))),
  };
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const isDated = ({ renewalAt }: AccountFacts): boolean => renewalAt !== undefined && renewalAt !== '';

/** Merges times within `nearDays`: a payment and a new renewal date report the same renewal. */
const firstOfEach = (times: readonly Instant[]): Instant[] => {
  const firsts: Instant[] = [];
  for (const at of times) {
    const last = firsts.at(-1);
    if (last === undefined || at >= plusSeconds(last, nearDays * 86_400)) firsts.push(at);
  }
  return firsts;
};

/** End of the account's last paid subscription, if it was near the renewal date and the account did not return. */
const lostAt = ({ revenue, renewalAt }: AccountFacts): Instant[] => {
  const last = revenue.at(-1);
  if (last === undefined || renewalAt === undefined || isPaying(revenue)) return [];
  const end = revenue.findLast(({ status }, place) => !isPaidFor(status) && isPaying(revenue.slice(0, place)));
  if (end === undefined) return [];
  const days = Math.abs(Date.parse(end.at) - Date.parse(renewalAt)) / 86_400_000;
  return days <= nearDays ? [end.at] : [];
};

const isPaying = (revenue: AccountFacts['revenue']): boolean => {
  const { amounts, unpriced } = balanceBefore(revenue, '9999');
  return unpriced > 0 || Object.keys(amounts).length > 0;
};

export const bandAt = ({ bands }: AccountFacts, at: Instant): HealthBand | null =>
  (bands.findLast(each => each.at <= at) ?? bands.find(({ band }) => band !== null))?.band ?? null;
