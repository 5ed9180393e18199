import * as z from 'zod';
import { plainRevenue } from '../definition/revenue-rules.ts';
import { csmOf } from '../definition/team.ts';
import { asTitle } from '../kernel/as-title.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import type { BusinessReport } from '../numbers/business-report.ts';
import { businessReport, dimensions, membersBy } from '../numbers/business-report.ts';
import type { ReportFigure } from '../numbers/figure.ts';
import { type FigureTrends, figureTrends } from '../numbers/figure-trends.ts';
import { type Month, monthOf, plusMonths, readMonth } from '../numbers/month.ts';
import { movementKinds } from '../numbers/movement.ts';
import { figureWords, inputsText, intervalText, minorText, valueText } from '../numbers/report-words.ts';
import type { RevenueMonth } from '../numbers/revenue-month.ts';
import { countedTasks, type TaskFigures } from '../numbers/team-figures.ts';
import { factsOfAll } from '../numbers/use-cases/facts-of-all.ts';
import { numbersAnswer } from './numbers-answer.ts';
import { view } from './view.ts';

export const numbers = view({
  path: '/v1/numbers',
  summary: 'A month of the business: recurring revenue, retention, renewals, adoption, surveys, tasks and load',
  roles: ['lead'],
  query: z.object({
    /** Default: the last complete month. */
    month: z
      .string()
      .refine(text => readMonth(text) !== undefined, 'must be a month such as 2026-10')
      .exactOptional(),
    /** Default: all dimensions. */
    by: z.enum(dimensions, `must be one of ${dimensions.join(', ')}`).exactOptional(),
  }),
  answer: numbersAnswer,
  kept: ({ months }) => [{}, ...months.map(month => ({ month }))],
  read: async ({ month: asked, by }, { team }, ports) => {
    const [catalog, pools, { asOf, facts, names }] = await Promise.all([
      ports.build.catalog(),
      ports.build.pools(),
      factsOfAll(ports),
    ]);
    const last = plusMonths(monthOf(ports.clock.now()), -1);
    const rules = catalog.revenue ?? plainRevenue;
    const report = businessReport({
      accounts: facts,
      month: asked ?? last,
      now: asOf,
      by: by === undefined ? dimensions : [by],
      rules,
      team,
      pools,
    });
    const { month, currency } = report;
    const trends = figureTrends(facts, report.months, rules);
    const named = (id: string) => ({ id, name: names[id] ?? id });
    const members = new Map(
      (by === undefined ? dimensions : [by]).flatMap(dimension =>
        membersBy(facts, dimension).map(([value, own]) => [`${dimension} ${value}`, own.map(({ account }) => account)]),
      ),
    );
    const words = (figure: ReportFigure) => ({
      id: figure.id,
      text: valueText(figure, currency),
      inputs: inputsText(figure, currency),
      interval: intervalText(figure),
      ...(figure.accounts && { accounts: figure.accounts.map(named) }),
    });
    return {
      month,
      months: monthsKnown(facts, last),
      asOf,
      currency,
      accounts: report.accounts,
      revenue: report.months.map(each => revenueOf(each, currency)),
      figures: report.figures.map(figure => ({
        ...words(figure),
        ...figureWords[figure.id],
        value: figure.value,
        unit: figure.unit,
        ...trendOf(figure, trends),
      })),
      groups: report.groups.map(({ by: dimension, value, accounts, revenue, figures }) => ({
        by: dimension,
        value,
        accounts,
        revenue: minorText(revenue.amounts.end, currency),
        members: members.get(`${dimension} ${value}`) ?? [],
        figures: figures.filter(figure => figure.value !== null).map(words),
      })),
      movements: report.movements.map(({ account, movement, currency: own, start, end }) => ({
        account: named(account),
        kind: movement,
        from: minorText(start, own),
        to: minorText(end, own),
      })),
      renewals: report.atRisk.map(({ accounts, arr, atRisk, ...band }) => ({
        ...band,
        accounts: accounts.map(named),
        arr: minorText(arr, currency),
        ...(atRisk !== null && { atRisk: minorText(atRisk, currency) }),
      })),
      csms: report.team.csms.map(each => tasksOf(each, csmOf(each.name, team)?.name ?? each.name)),
      rules: report.team.rules.map(each => tasksOf(each, ruleName(each.name))),
      playbooks: report.team.playbooks.map(each => tasksOf(each, asTitle(each.name))),
      tasks: countedTasks(facts, month).map(({ account, csm, rule, playbook, openedAt, outcome, ...task }) => ({
        ...{ account, csm, rule, openedAt, ...(playbook !== undefined && { playbook }) },
        countsIn: [
          ...(task.isOpened ? ['opened'] : []),
          ...(task.inTime ? ['inTime'] : []),
          ...(task.byItself ? ['byItself'] : []),
          ...(task.isOpen ? ['open'] : []),
          ...(outcome === undefined ? [] : [outcome]),
        ],
      })),
      names: Object.fromEntries(facts.map(({ account }) => [account, names[account] ?? account])),
      notes: notesOf(report),
    };
  },
});

/** Up to twelve months, none before the first data; the latest first. */
const monthsKnown = (facts: readonly AccountFacts[], last: Month): Month[] => {
  const known = facts.flatMap(({ revenue, createdAt }) => [revenue[0]?.at ?? [], createdAt ?? []].flat());
  const first = known.reduce((a, b) => (a < b ? a : b), last).slice(0, 7);
  return Array.from({ length: 12 }, (_, n) => plusMonths(last, -n)).filter(month => month >= first);
};

const revenueOf = ({ month, amounts, accounts }: RevenueMonth, currency: string) => ({
  month,
  end: amounts.end,
  start: minorText(amounts.start, currency),
  endText: minorText(amounts.end, currency),
  moved: movementKinds.flatMap(kind =>
    accounts[kind] === 0 ? [] : [{ kind, text: minorText(amounts[kind], currency), accounts: accounts[kind] }],
  ),
});

const trendOf = ({ id }: ReportFigure, trends: FigureTrends) => {
  const trend = trends[id];
  return trend ? { trend: [...trend] } : {};
};

const tasksOf = ({ outcomes, timed: _, ...figures }: TaskFigures, name: string) => ({
  ...figures,
  id: figures.name,
  name,
  outcomes: Object.entries(outcomes).map(([code, count]) => ({ code, count })),
});

/** `onboarding/low-adoption` → `Low adoption, of onboarding` */
const ruleName = (rule: string): string => {
  const [journey = '', reason = ''] = rule.split('/').map(part => part.replaceAll('-', ' '));
  const name = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  return reason === journey ? name : `${name}, of ${journey}`;
};

const notesOf = ({ months, month }: BusinessReport): string[] => {
  const last = months.at(-1);
  if (!last) return [];
  return [
    ...Object.entries(last.apart).map(
      ([currency, { amounts }]) =>
        `${minorText(amounts.end, currency)} in ${currency.toUpperCase()} is not in the sums: the policy has no rate for ${month}.`,
    ),
    ...(last.unpriced > 0
      ? [`${last.unpriced} subscriptions are not in the sums: their processor does not report a price.`]
      : []),
  ];
};
