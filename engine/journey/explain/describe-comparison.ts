import type { Comparison } from '../../definition/comparison.ts';
import { formatNumber } from '../../kernel/counted.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { FieldTest } from '../../triggers/event/trigger.ts';
import { inWords, listed, quoted } from './words.ts';

/** How an attribute or a field compares: `is low or digital`, `is not above 15,000`, with money `is above $15,000`. */
export const describeComparison = (
  comparison: Comparison,
  value: Scalar | readonly Scalar[],
  holds = true,
  numberText = formatNumber,
): string => {
  const values = Array.isArray(value) ? value : [value as Scalar];
  return comparisons[comparison](
    values.map(each => (typeof each === 'number' ? numberText(each) : formatWord(each))),
    holds,
  );
};

const is = (holds: boolean) => (holds ? 'is' : 'is not');

/** "Is not above" rather than "is at most": it is also true of unknown values. */
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

const formatWord = (value: Exclude<Scalar, number>): string => {
  if (value === null) return 'unknown';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : /^[\w-]+$/.test(value) ? value : quoted(value);
};

/** The test of a field of an event, after "with": `survey nps`, `score at most 6`, `used above 100 % of allowed`. */
export const describeTest = ({ field, comparison, value, of = '' }: FieldTest): string => {
  const name = inWords(field);
  if (comparison === 'matchesTrigger') return `the same ${name}`;
  if (comparison === 'is' && value === true) return name;
  const share = `${formatNumber(Number(value) / 100)} % of ${inWords(of)}`;
  if (comparison === 'atLeastShareOf') return `${name} at least ${share}`;
  if (comparison === 'aboveShareOf') return `${name} above ${share}`;
  return `${name} ${describeComparison(comparison, value).replace(/^is /, '')}`;
};
