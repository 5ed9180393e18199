import type { Value } from '../../domain/condition.ts';
import { tellWindow } from './tell-condition.ts';
import { inWords, quoted } from './words.ts';

type Of<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

/** What a variable stands for: `the account's yearly revenue`. */
export const tellValue = (value: Value): string => (byKind[value.kind] as (value: Value) => string)(value);

const byKind: { [Kind in Value['kind']]: (value: Of<Kind>) => string } = {
  literal: ({ value }) => (typeof value === 'string' ? quoted(value) : String(value)),
  triggerField: ({ field }) => `the event's ${inWords(field)}`,
  accountAttribute: ({ name }) => `the account's ${inWords(name)}`,
  eventCount: ({ event, window }) => `how often ${quoted(event)} has happened ${tellWindow(window)}`,
  featuresUsed: ({ features, window }) =>
    `how many of the ${Object.keys(features).length} key features have been used ${tellWindow(window)}`,
};
