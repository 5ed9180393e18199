import type { Value } from '../definition/condition.ts';
import { figureName } from '../definition/figure-name.ts';
import type { Instant } from '../kernel/instant.ts';
import { type MoneyUnit, moneyOfAttribute, moneyOfField } from '../kernel/money.ts';
import { isSameWord } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { EvaluationContext, ValueOf, WindowContext } from './condition-kind.ts';
import { leastUsedOf, soleFeatureOf, soleUserOf, unusedIn } from './features.ts';
import { measureQuantity } from './quantity.ts';
import { readingValue } from './reading.ts';
import { seatsTotal, seatsUsed } from './seats.ts';
import { daysInStage } from './stage.ts';
import { twoWindows } from './trend.ts';
import { countUsage, featuresUsed } from './usage.ts';
import { userDaysOf, weeksSince } from './weeks.ts';
import { daysBefore, spanOf, startOf } from './windows.ts';

/** Evaluates a value; null when it is not known. */
export const evaluateValue = (value: Value, context: EvaluationContext): Scalar =>
  (values[value.kind] as (value: Value, context: EvaluationContext) => Scalar)(value, context);

const values: { [Kind in Value['kind']]: (value: ValueOf<Kind>, context: EvaluationContext) => Scalar } = {
  literal: ({ value }) => value,
  localized: ({ texts }, { locale = 'en' }) =>
    texts[locale] ?? texts[locale.split(/[-_]/)[0] ?? ''] ?? texts.en ?? null,
  triggerField: ({ field }, { enrollment }) => enrollment?.trigger.fields[field] ?? null,
  accountAttribute: ({ name }, { profile }) => profile?.attributes[name]?.value ?? null,
  byAttribute: ({ name, table }, { profile }) => inTable(table, String(profile?.attributes[name]?.value)),
  eventCount: ({ event, window }, context) => countUsage(event, window, context),
  featuresUsed: ({ features, window }, context) => featuresUsed(features, window, context),
  amount: ({ quantity, window }, context) => measureQuantity(quantity, spanOf(window, context), context),
  median: ({ of }, { medians }) => medians?.[figureName(of)] ?? null,
  change: ({ quantity, days }, context) => {
    const amounts = twoWindows(quantity, days, context);
    if (amounts === undefined || amounts.before === 0) return null;
    return Math.round(((amounts.last - amounts.before) * 100) / amounts.before);
  },
  reading: readingValue,
  weeklyUserDays: ({ event, weeksAgo }, context) => userDaysOf(event, weeksAgo, context) ?? null,
  unusedFeatures: ({ features, window, atMost }, context) =>
    unusedIn(features, window, context).slice(0, atMost).join(', ') || null,
  leastUsedFeature: leastUsedOf,
  soleFeature: soleFeatureOf,
  soleUser: soleUserOf,
  seatsUsed: (_, context) => seatsUsed(context),
  seatsTotal: (_, context) => seatsTotal(context),
  stage: (_, { stage }) => stage?.name ?? null,
  stageDays: (_, context) => daysInStage(context),
};

/** The value in the table for the word itself, or else for another spelling of it. */
const inTable = (table: Readonly<Record<string, Scalar>>, given: string): Scalar =>
  Object.entries(table).find(([word]) => word === given)?.[1] ??
  Object.entries(table).find(([word]) => isSameWord(word, given))?.[1] ??
  null;

/** Whether the value is money, and which kind: the amount of a billing event, or yearly revenue. */
export const moneyOf = (value: Value, { enrollment }: EvaluationContext): MoneyUnit | undefined => {
  if (value.kind === 'accountAttribute') return moneyOfAttribute(value.name);
  return value.kind === 'triggerField' ? moneyOfField(value.field, enrollment?.trigger.fields ?? {}) : undefined;
};

/** How far back a value looks at usage. */
export const sinceOfValue = (value: Value, context: WindowContext): Instant | undefined => {
  if ('window' in value) return startOf(value.window, context);
  if (value.kind === 'change' || value.kind === 'soleFeature' || value.kind === 'soleUser')
    return daysBefore(context.now, 2 * value.days);
  return value.kind === 'weeklyUserDays' ? weeksSince(value.weeksAgo, context.now) : undefined;
};
