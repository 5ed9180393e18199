import type { Condition } from '../../definition/condition.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { moneyOfAttribute, moneyText } from '../../kernel/money.ts';
import { describeAmount, describePart, describeWindow, formatSlope } from './describe-amount.ts';
import { describeComparison } from './describe-comparison.ts';
import { describeCompared, describeEventsNamed, formatCounted } from './describe-quantity.ts';
import { eventInWords, inWords, quoted } from './words.ts';

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

export interface Telling {
  /** False tells what it means that the condition does not hold. */
  holds?: boolean;
  /** The possessive for the account: `its` where the account has just been named. */
  whose?: "the account's" | 'its';
}

/** The condition as the end of a sentence that begins with "if": `the key feature "projects" has been used since enrollment`. */
export const describeCondition = (
  condition: Condition,
  { holds = true, whose = "the account's" }: Telling = {},
): string => tell(condition, { holds, whose });

const tell = (condition: Condition, telling: Required<Telling>): string =>
  (byKind[condition.kind] as (condition: Condition, telling: Required<Telling>) => string)(condition, telling);

/** How the numbers of an account attribute read: those of revenue with their currency. */
const amountOf = (name: string): ((amount: number) => string) => {
  const money = moneyOfAttribute(name);
  return money ? amount => moneyText({ ...money, amount }) : formatNumber;
};

const byKind: { [Kind in Condition['kind']]: (condition: Of<Kind>, telling: Required<Telling>) => string } = {
  attribute: ({ name, comparison, value }, { holds, whose }) =>
    comparison === 'is' && typeof value === 'boolean'
      ? `${whose === 'its' ? 'it' : 'the account'} is ${value === holds ? '' : 'not '}marked ${quoted(inWords(name))}`
      : `${whose} ${inWords(name)} ${describeComparison(comparison, value, holds, amountOf(name))}`,
  trigger: ({ field, comparison, value }, { holds }) =>
    `the event's ${inWords(field)} ${describeComparison(comparison, value, holds)}`,
  used: ({ feature, window }, { holds }) =>
    `the key feature ${quoted(feature)} has ${holds ? '' : 'not '}been used ${describeWindow(window)}`,
  count: ({ event, window, comparison, value }, { holds }) =>
    `${eventInWords(event)} has happened ${describeAmount(comparison, counted(value, 'time'), holds)} ${describeWindow(window)}`,
  amount: ({ quantity, window, comparison, value }, { holds }) =>
    `${formatCounted(quantity, amount => describeAmount(comparison, amount, holds), value)} ${describeWindow(window)}`,
  adoption: ({ features, window, comparison, basisPoints }, { holds }) =>
    `${describePart(comparison, basisPoints, holds, `the ${Object.keys(features).length} key features`)} have been used ${describeWindow(window)}`,
  trend: ({ quantity, days, comparison, basisPoints, least }, { holds }) =>
    `${describeCompared(quantity, formatSlope(comparison, basisPoints, holds), days)}${least > 1 ? `, which had at least ${formatNumber(least)}` : ''}`,
  reading: ({ take, event, field, window, comparison, value }, { holds }) =>
    `the ${take} ${inWords(field)} of ${describeEventsNamed([event])} ${describeWindow(window)} is ${describeAmount(comparison, formatNumber(value), holds).replace('fewer', 'less')}`,
  soleFeature: ({ days }, { holds }) =>
    `${holds ? 'some' : 'no'} key feature has been used by one user and no other for ${counted(days, 'day')}`,
  unchanged: ({ name, days }, { holds, whose }) =>
    `${whose} ${inWords(name)} has ${holds ? '' : 'not '}been the same for ${counted(days, 'day')}`,
  dated: ({ name, is, days }, { holds, whose }) =>
    is === 'past'
      ? `${whose} ${inWords(name)} has ${holds ? '' : 'not '}passed`
      : `${whose} ${inWords(name)} is ${holds ? '' : 'not '}${days === 0 ? 'today' : `within the next ${counted(days, 'day')}`}`,
  seats: ({ comparison, basisPoints }, { holds, whose }) =>
    `${describePart(comparison, basisPoints, holds, `${whose} seats`)} are assigned`,
  consecutiveDrops: ({ event, weeks, basisPoints, least }, { holds, whose }) =>
    `${whose} user-days of ${eventInWords(event)} have ${holds ? '' : 'not '}fallen by ${formatNumber(basisPoints / 100)} % or more against the week before, ${counted(weeks, 'week')} running, from at least ${formatNumber(least)}`,
  sustainedBelowBaseline: ({ event, weeks, baselineWeeks, basisPoints, least }, { holds, whose }) =>
    `${whose} user-days of ${eventInWords(event)} have ${holds ? '' : 'not '}been at most ${formatNumber(basisPoints / 100)} % of the mean of the ${counted(baselineWeeks, 'week')} before, a mean of at least ${formatNumber(least)}, for ${counted(weeks, 'week')}`,
  silence: ({ days, knownDays }, { holds }) =>
    `${holds ? 'nobody has done anything for' : 'somebody has done something within'} ${counted(days, 'day')}, in an account known for ${counted(knownDays, 'day')}`,
  goal: ({ goal, is, days }, { holds, whose }) =>
    `${whose} goal ${quoted(goal)} is ${holds ? '' : 'not '}${goals[is](days)}`,
  successPlan: (condition, { holds, whose }) =>
    condition.is === 'behind'
      ? `${whose} success plan is ${holds ? '' : 'not '}behind`
      : `${whose} success plan has ${holds ? '' : 'not '}reached its goal ${quoted(condition.goal)}`,
  openTask: ({ type, days }, { holds }) =>
    days === undefined
      ? `${holds ? 'a' : 'no'} ${type} task is open`
      : `${holds ? 'a' : 'no'} ${type} task has been open for ${counted(days, 'day')}`,
  stage: ({ comparison, value }, { holds, whose }) =>
    `${whose} stage ${describeComparison(comparison, Array.isArray(value) ? value.map(inWords) : inWords(String(value)), holds)}`,
  stageEver: ({ stage }, { holds, whose }) =>
    `${whose === 'its' ? 'it' : 'the account'} has ${holds ? '' : 'never '}been in stage ${quoted(stage)}`,
  stageDays: ({ comparison, value }, { holds, whose }) =>
    `${whose === 'its' ? 'it' : 'the account'} has been in its stage for ${describeAmount(comparison, counted(value, 'day'), holds)}`,
  segment: ({ name, of }, { holds, whose }) =>
    `${whose === 'its' ? 'it' : 'the account'} is ${holds ? '' : 'not '}in segment ${quoted(name)} (${tell(of, { holds: true, whose: 'its' })})`,
  all: ({ of }, telling) => (telling.holds ? every(of, telling) : some(of, telling)),
  any: ({ of }, telling) => (telling.holds ? some(of, telling) : every(of, telling)),
  not: ({ of }, telling) => tell(of, { ...telling, holds: !telling.holds }),
};

const goals: Record<Of<'goal'>['is'], (days: number) => string> = {
  reached: () => 'reached',
  overdue: () => 'overdue',
  dueWithin: days => `due within ${counted(days, 'day')}`,
};

const every = (of: readonly Condition[], telling: Required<Telling>): string =>
  of.map(each => grouped(each, telling)).join(', and ');
const some = (of: readonly Condition[], telling: Required<Telling>): string =>
  of.map(each => grouped(each, telling)).join(', or ');

/** A group within a group is set apart, so that "and" and "or" cannot be misread. */
const grouped = (condition: Condition, telling: Required<Telling>): string => {
  const text = tell(condition, telling);
  return 'of' in condition && Array.isArray(condition.of) && condition.of.length > 1 ? `(${text})` : text;
};
