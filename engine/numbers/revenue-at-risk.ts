import type { HealthBand } from '../definition/health-model.ts';
import type { RevenueRules } from '../definition/revenue-rules.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import type { AccountFacts } from './account-facts.ts';
import type { ReportFigure } from './figure.ts';
import { type Month, monthEnd, monthStart, plusMonths } from './month.ts';
import { accountMonth } from './movement.ts';
import { bandAt, renewalsBetween } from './renewals.ts';

export interface BandAtRisk {
  band: HealthBand | 'unknown';
  /** Accounts that renew within 90 days of the month's end, and their yearly revenue in smallest units. */
  accounts: readonly string[];
  arr: number;
  /** Contracts of this band that came up in the last twelve months, and how many renewed. */
  cameUp: number;
  renewed: number;
  /** `arr` times the share that did not renew; the share of all bands if none of this band came up. */
  atRisk: number | null;
}

const aheadDays = 90;
const bands = ['red', 'yellow', 'green', 'unknown'] as const;

export const bandsAtRisk = (accounts: readonly AccountFacts[], month: Month, rules: RevenueRules): BandAtRisk[] => {
  const end = monthEnd(month);
  const past = renewalsBetween(accounts, monthStart(plusMonths(month, -11)), end);
  const coming = accounts.filter(facts => isDue(facts, end) && arrOf(facts, month, rules) > 0);
  return bands.flatMap(band => {
    const own = coming.filter(facts => (bandAt(facts, end) ?? 'unknown') === band);
    if (own.length === 0) return [];
    const ofBand = past.filter(each => (each.band ?? 'unknown') === band);
    const known = ofBand.length > 0 ? ofBand : past;
    const renewed = known.filter(each => each.renewed).length;
    const arr = own.reduce((sum, facts) => sum + arrOf(facts, month, rules), 0);
    return [
      {
        band,
        accounts: own.map(({ account }) => account).sort(),
        arr,
        cameUp: known.length,
        renewed,
        atRisk: known.length === 0 ? null : Math.round((arr * (known.length - renewed)) / known.length),
      },
    ];
  });
};

/** Sum over the bands; `null` if upcoming renewals are unknown. */
export const revenueAtRisk = (known: readonly BandAtRisk[] | undefined): ReportFigure => {
  const of = known ?? [];
  const risks = of.flatMap(({ atRisk }) => atRisk ?? []);
  return {
    id: 'revenue-at-risk',
    unit: 'money',
    value: known === undefined || risks.length < of.length ? null : risks.reduce((sum, each) => sum + each, 0),
    inputs: Object.fromEntries([
      ['contracts', of.reduce((sum, { accounts }) => sum + accounts.length, 0)],
      ['arr', of.reduce((sum, { arr }) => sum + arr, 0)],
      ...of.map(({ band, atRisk }) => [`at risk, ${band}`, atRisk] as const),
    ]),
    accounts: of.flatMap(({ accounts }) => accounts).sort(),
  };
};

/** Dates are compared as days of UTC. */
const isDue = ({ renewalAt }: AccountFacts, end: Instant): boolean =>
  renewalAt !== undefined &&
  renewalAt.slice(0, 10) >= end.slice(0, 10) &&
  renewalAt.slice(0, 10) < plusSeconds(end, aheadDays * 86_400).slice(0, 10);

const arrOf = ({ revenue }: AccountFacts, month: Month, rules: RevenueRules): number =>
  12 * (accountMonth(revenue, month, rules).converted?.end ?? 0);
