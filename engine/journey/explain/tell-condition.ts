import type { Comparison, Condition, Scalar, Window } from '../../domain/condition.ts';
import { counted, inWords, listed, number, quoted } from './words.ts';

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

export interface Telling {
  /** False tells what it means that the condition does not hold. */
  holds?: boolean;
  /** Whose attributes they are: `its` where the account has just been named. */
  whose?: "the account's" | 'its';
}

/** The condition as the end of a sentence that begins with "if": `the key feature "projects" has been used since enrollment`. */
export const tellCondition = (condition: Condition, { holds = true, whose = "the account's" }: Telling = {}): string =>
  tell(condition, { holds, whose });

const tell = (condition: Condition, telling: Required<Telling>): string =>
  (byKind[condition.kind] as (condition: Condition, telling: Required<Telling>) => string)(condition, telling);

const byKind: { [Kind in Condition['kind']]: (condition: Of<Kind>, telling: Required<Telling>) => string } = {
  attribute: ({ name, comparison, value }, { holds, whose }) =>
    `${whose} ${inWords(name)} ${tellComparison(comparison, value, holds)}`,
  trigger: ({ field, comparison, value }, { holds }) =>
    `the event's ${inWords(field)} ${tellComparison(comparison, value, holds)}`,
  used: ({ feature, window }, { holds }) =>
    `the key feature ${quoted(feature)} has ${holds ? '' : 'not '}been used ${tellWindow(window)}`,
  count: ({ event, window, comparison, value }, { holds }) =>
    `${quoted(event)} has happened ${amounts[comparison](counted(value, 'time'), holds)} ${tellWindow(window)}`,
  adoption: ({ features, window, comparison, basisPoints }, { holds }) =>
    `${amounts[comparison](`${number(basisPoints / 100)} %`, holds)} of the ${Object.keys(features).length} key features have been used ${tellWindow(window)}`,
  openTask: ({ type }, { holds }) => `${holds ? 'a' : 'no'} ${type} task is open`,
  all: ({ of }, telling) => (telling.holds ? every(of, telling) : some(of, telling)),
  any: ({ of }, telling) => (telling.holds ? some(of, telling) : every(of, telling)),
  not: ({ of }, telling) => tell(of, { ...telling, holds: !telling.holds }),
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

/** How an attribute or a field compares: `is low or digital`, `is not above 15,000`. */
export const tellComparison = (comparison: Comparison, value: Scalar | readonly Scalar[], holds = true): string => {
  const shown = Array.isArray(value) ? value.map(tellScalar) : [tellScalar(value as Scalar)];
  return comparisons[comparison](shown, holds);
};

const is = (holds: boolean) => (holds ? 'is' : 'is not');

/** "Is not above" rather than "is at most": it is also true of what is not known. */
const comparisons: Record<Comparison, (values: readonly string[], holds: boolean) => string> = {
  is: (values, holds) => `${is(holds)} ${listed(values, 'or')}`,
  isNot: (values, holds) => `${is(!holds)} ${listed(values, 'or')}`,
  in: (values, holds) =>
    holds || values.length === 1 ? `${is(holds)} ${listed(values, 'or')}` : `is neither ${listed(values, 'nor')}`,
  above: (values, holds) => `${is(holds)} above ${listed(values, 'or')}`,
  below: (values, holds) => `${is(holds)} below ${listed(values, 'or')}`,
  atLeast: (values, holds) => `${is(holds)} at least ${listed(values, 'or')}`,
  atMost: (values, holds) => `${is(holds)} at most ${listed(values, 'or')}`,
  exists: (_, holds) => `${is(holds)} known`,
  missing: (_, holds) => `${is(!holds)} known`,
};

/** Counts are always known, so their opposite is exact. */
const amounts: Record<Of<'count'>['comparison'], (amount: string, holds: boolean) => string> = {
  above: (amount, holds) => `${holds ? 'more than' : 'at most'} ${amount}`,
  atMost: (amount, holds) => `${holds ? 'at most' : 'more than'} ${amount}`,
  atLeast: (amount, holds) => `${holds ? 'at least' : 'fewer than'} ${amount}`,
  below: (amount, holds) => `${holds ? 'fewer than' : 'at least'} ${amount}`,
  is: (amount, holds) => `${holds ? 'exactly' : 'not exactly'} ${amount}`,
};

export const tellWindow = (window: Window): string => {
  const tell = windows[window.kind] as (window: Window) => string;
  return tell(window);
};

const windows: { [Kind in Window['kind']]: (window: Extract<Window, { kind: Kind }>) => string } = {
  sinceEnrollment: () => 'since enrollment',
  sinceStep: ({ step }) => `since ${quoted(step)}`,
  within: ({ days }) => `within the last ${counted(days, 'day')}`,
  ever: () => 'at any time',
};

const tellScalar = (value: Scalar): string => {
  if (value === null) return 'unknown';
  if (typeof value === 'number') return number(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : /^[\w-]+$/.test(value) ? value : quoted(value);
};
