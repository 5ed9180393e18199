import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Pools } from '../definition/pool.ts';
import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts } from './account-facts.ts';
import { type AccountMovement, movementsIn } from './account-movements.ts';
import { firstPaidAt } from './balance.ts';
import { compareGroups, type GroupComparison } from './compare-groups.ts';
import { comparedGroups } from './compared-groups.ts';
import { customerFigures } from './customer-figures.ts';
import type { ReportFigure } from './figure.ts';
import { type Month, monthEnd, monthOf, monthsBetween, plusMonths } from './month.ts';
import { type BandAtRisk, bandsAtRisk, revenueAtRisk } from './revenue-at-risk.ts';
import { revenueFigures } from './revenue-figures.ts';
import { type RevenueMonth, revenueMonth } from './revenue-month.ts';
import { type TaskFigures, teamFigures } from './team-figures.ts';
import { costFigure, valueFigures } from './value-figures.ts';

/** Dimensions that the figures can be broken down by. */
export const dimensions = ['plan', 'touchModel', 'stage', 'cohort'] as const;
export type Dimension = (typeof dimensions)[number];

/** A month of the business. Money is in smallest units of its currency; a month is one of UTC. */
export interface BusinessReport {
  month: Month;
  currency: string;
  accounts: number;
  /** Up to twelve months ending with the report's, starting at the earliest with data. */
  months: readonly RevenueMonth[];
  figures: readonly ReportFigure[];
  /** The same figures for the accounts of each value of each requested dimension. */
  groups: readonly Group[];
  movements: readonly AccountMovement[];
  atRisk: readonly BandAtRisk[];
  team: Readonly<Record<'csms' | 'rules' | 'playbooks', readonly TaskFigures[]>>;
  /** Results of holdouts and experiments up to the end of the month; for the last month, up to now. */
  comparisons: readonly GroupComparison[];
}

export interface Group {
  by: Dimension;
  /** `unknown` if the attribute is unset. */
  value: string;
  accounts: number;
  revenue: RevenueMonth;
  figures: readonly ReportFigure[];
}

export interface ReportInput {
  accounts: readonly AccountFacts[];
  month: Month;
  /** End of the facts. */
  now: Instant;
  by: readonly Dimension[];
  rules: RevenueRules;
  team: Team;
  pools?: Pools;
  /** Journeys whose holdouts and experiments are compared. */
  journeys?: readonly JourneyDefinition[];
}

export const businessReport = (input: ReportInput): BusinessReport => {
  const { accounts, month, now, by, rules, team, pools = [], journeys = [] } = input;
  const whole = partOf(input);
  const last = whole.months.at(-1);
  return {
    month,
    currency: rules.currency,
    accounts: accounts.length,
    months: whole.months,
    figures: [...whole.figures, ...(last ? [costFigure(last, team, rules)] : []), revenueAtRisk(whole.atRisk)],
    groups: by.flatMap(dimension => groupsOf(input, dimension)),
    movements: movementsIn(accounts, month, rules),
    atRisk: whole.atRisk ?? [],
    team: teamFigures(accounts, month, team, pools),
    comparisons: comparedGroups(journeys).map(each =>
      compareGroups(each, accounts, isLast(month, now) ? now : monthEnd(month)),
    ),
  };
};

const partOf = ({ accounts, month, now, rules }: Omit<ReportInput, 'by' | 'team'>) => {
  const rows = accounts.map(({ revenue }) => revenue);
  const months = monthsBetween(firstMonth(accounts, month), month).map(each => revenueMonth(rows, each, rules));
  const last = months.at(-1) ?? revenueMonth(rows, month, rules);
  return {
    months,
    last,
    figures: [
      ...revenueFigures(accounts, month, last, rules),
      ...customerFigures(accounts, month),
      ...valueFigures(months, rules),
    ],
    // Only current renewal dates are stored, so upcoming renewals of an old month are unknown.
    atRisk: isLast(month, now) ? bandsAtRisk(accounts, month, rules) : undefined,
  };
};

const isLast = (month: Month, now: Instant): boolean => month >= plusMonths(monthOf(now), -1);

const groupsOf = ({ accounts, month, now, rules }: ReportInput, by: Dimension): Group[] =>
  membersBy(accounts, by).map(([value, own]) => {
    const { last, figures, atRisk } = partOf({ accounts: own, month, now, rules });
    return { by, value, accounts: own.length, revenue: last, figures: [...figures, revenueAtRisk(atRisk)] };
  });

/** The accounts of each group of a dimension, in order of its values. */
export const membersBy = (
  accounts: readonly AccountFacts[],
  by: Dimension,
): (readonly [value: string, members: AccountFacts[]])[] =>
  [...Map.groupBy(accounts, facts => groupOf(facts, by) ?? 'unknown')].sort(([a], [b]) => (a < b ? -1 : 1));

/** An account's cohort is the month of its first revenue. */
const groupOf = (facts: AccountFacts, by: Dimension): string | undefined => {
  if (by !== 'cohort') return facts[by];
  const first = firstPaidAt(facts.revenue);
  return first && monthOf(first);
};

const firstMonth = (accounts: readonly AccountFacts[], month: Month): Month => {
  const known = accounts.flatMap(({ revenue }) => revenue[0]?.at ?? []).reduce((a, b) => (a < b ? a : b), '9999');
  const yearBefore = plusMonths(month, -11);
  const first = monthOf(known);
  return first > month ? month : first > yearBefore ? first : yearBefore;
};
