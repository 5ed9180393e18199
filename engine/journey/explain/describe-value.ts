import type { Value } from '../../definition/condition.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { describeWindow } from './describe-amount.ts';
import { describeEventsNamed, describeNumber } from './describe-quantity.ts';
import { eventInWords, inWords, quoted } from './words.ts';

type Of<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

/** The value of a variable: `the account's yearly revenue`. */
export const describeValue = (value: Value): string => (byKind[value.kind] as (value: Value) => string)(value);

const byKind: { [Kind in Value['kind']]: (value: Of<Kind>) => string } = {
  literal: ({ value }) => (typeof value === 'string' ? quoted(value) : String(value)),
  localized: ({ texts }) => quoted(texts.en ?? ''),
  triggerField: ({ field }) => `the event's ${inWords(field)}`,
  accountAttribute: ({ name }) => `the account's ${inWords(name)}`,
  byAttribute: ({ name }) => `what a table has for the account's ${inWords(name)}`,
  eventCount: ({ event, window }) => `how often ${eventInWords(event)} has happened ${describeWindow(window)}`,
  featuresUsed: ({ features, window }) =>
    `how many of the ${Object.keys(features).length} key features have been used ${describeWindow(window)}`,
  amount: ({ quantity, window }) => `${describeNumber(quantity)} ${describeWindow(window)}`,
  median: ({ of }) => `the median of the same over accounts of the same plan: ${describeValue(of)}`,
  change: ({ quantity, days }) =>
    `by how many percent the last ${counted(days, 'day')} differ from the ${counted(days, 'day')} before in ${describeNumber(quantity)}`,
  reading: ({ take, event, field, window }) =>
    `the ${take} ${inWords(field)} of ${describeEventsNamed([event])} ${describeWindow(window)}`,
  weeklyUserDays: ({ event, weeksAgo }) =>
    `the user-days of ${eventInWords(event)} in the complete week ${formatNumber(weeksAgo)} back`,
  unusedFeatures: ({ window, atMost }) =>
    `at most ${formatNumber(atMost)} of the key features that nobody has used ${describeWindow(window)}`,
  leastUsedFeature: ({ window }) =>
    `the key feature least used ${describeWindow(window)}, another one each time while several have not been used`,
  soleFeature: ({ days }) => `the key feature that one user and no other has used for ${counted(days, 'day')}`,
  soleUser: () => 'the only one who uses that feature',
  seatsUsed: () => "how many of the account's seats are assigned",
  seatsTotal: () => 'how many seats the account has bought',
  stage: () => "the account's stage",
  stageDays: () => 'for how many days the account has been in its stage',
};
