import { phaseOf } from '../billing/subscription-phase.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts, Survey } from './account-facts.ts';
import { percentile, type ReportFigure, share } from './figure.ts';
import { type Month, monthOf } from './month.ts';
import { paidApartIn, renewalsIn } from './renewals.ts';

/** A month's figures about renewals, trials, usage and survey answers. */
export const customerFigures = (accounts: readonly AccountFacts[], month: Month): ReportFigure[] => [
  renewalRate(accounts, month),
  trialToPaid(accounts, month),
  ...timeToValue(accounts, month),
  adoption(accounts, month),
  nps(accounts, month),
  csat(accounts, month),
  ces(accounts, month),
];

const renewalRate = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const due = renewalsIn(accounts, month);
  const renewed = due.filter(each => each.renewed);
  const rate = share(
    'renewal-rate',
    [renewed.length, due.length],
    ['renewed', 'came up'],
    due.filter(each => !each.renewed).map(({ account }) => account),
  );
  const apart = Object.entries(paidApartIn(accounts, month)).filter(([, count]) => count > 0);
  return { ...rate, inputs: { ...rate.inputs, ...Object.fromEntries(apart) } };
};

/** Paid trials as a share of the trials that ended in the month. */
const trialToPaid = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const ended = accounts.flatMap(facts => trialEnds(facts).filter(({ at }) => monthOf(at) === month));
  const paid = ended.filter(each => each.isPaid);
  return share(
    'trial-to-paid',
    [paid.length, ended.length],
    ['paid', 'ended'],
    paid.map(({ account }) => account),
  );
};

/** A trial ends with the subscription's first later state that isn't a trial. */
const trialEnds = ({ account, revenue }: AccountFacts): { account: string; at: Instant; isPaid: boolean }[] =>
  [...Map.groupBy(revenue, ({ subscription }) => subscription).values()].flatMap(own => {
    const trial = own.findIndex(({ status }) => phaseOf(status) === 'trial');
    const end = trial === -1 ? undefined : own.slice(trial).find(({ status }) => phaseOf(status) !== 'trial');
    return end === undefined ? [] : [{ account, at: end.at, isPaid: phaseOf(end.status) === 'running' }];
  });

/** For accounts created in the month; one that hasn't used a key feature yet counts as slower than all that have. */
const timeToValue = (accounts: readonly AccountFacts[], month: Month): ReportFigure[] => {
  const created = accounts.filter(({ createdAt }) => createdAt !== undefined && monthOf(createdAt) === month);
  const days = created.map(({ createdAt = '', firstUsedAt }) =>
    firstUsedAt === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, Date.parse(firstUsedAt) - Date.parse(createdAt)) / 86_400_000,
  );
  const inputs = { created: created.length, 'got there': days.filter(Number.isFinite).length };
  const of = (id: 'time-to-value' | 'time-to-value-p90', percent: number): ReportFigure => {
    const value = percentile(days, percent);
    return { id, unit: 'days', value: value === null || !Number.isFinite(value) ? null : value, inputs };
  };
  return [of('time-to-value', 50), of('time-to-value-p90', 90)];
};

/** The mean share of key features in use per account. */
const adoption = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const known = accounts.flatMap(({ adoption: by }) => by[month] ?? []);
  const sum = known.reduce((total, { part, whole }) => total + part / whole, 0);
  const used = known.reduce((total, { part }) => total + part, 0);
  return {
    id: 'adoption',
    unit: 'percent',
    value: known.length === 0 ? null : (100 * sum) / known.length,
    inputs: { accounts: known.length, 'features in use': used },
  };
};

const scores = (accounts: readonly AccountFacts[], survey: Survey, month: Month): number[] =>
  accounts.flatMap(({ answers }) =>
    answers.filter(each => each.survey === survey && monthOf(each.at) === month).map(({ score }) => score),
  );

/** On a scale of 0 to 10: the share of 9 and 10, minus the share of 6 and less. */
const nps = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const given = scores(accounts, 'nps', month);
  const promoters = given.filter(score => score >= 9).length;
  const detractors = given.filter(score => score <= 6).length;
  return {
    id: 'nps',
    unit: 'score',
    value: given.length === 0 ? null : (100 * (promoters - detractors)) / given.length,
    inputs: { promoters, detractors, answers: given.length },
  };
};

/** On a scale of 1 to 5: the share of 4 and 5. */
const csat = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const given = scores(accounts, 'csat', month);
  return share('csat', [given.filter(score => score >= 4).length, given.length], ['satisfied', 'answers']);
};

/** The mean on a scale of 1 to 7. */
const ces = (accounts: readonly AccountFacts[], month: Month): ReportFigure => {
  const given = scores(accounts, 'ces', month);
  const sum = given.reduce((total, score) => total + score, 0);
  return {
    id: 'ces',
    unit: 'score',
    value: given.length === 0 ? null : sum / given.length,
    inputs: { sum, answers: given.length },
  };
};
