import type { Parameter, ParameterUnit } from './parameters.ts';

/** The values of a range in order, including the current one; or the problem with the range. */
export type ValuesAsked = { values: readonly number[] } | { what: string; fix: string };

/** Maximum number of values: each is a play, and a row of the table. */
export const mostValues = 40;

/** `0.3..0.6:0.05`, `0.3..0.6` in four steps, or one value. */
export const valuesIn = (text: string, parameter: Parameter): ValuesAsked => {
  const match = /^(-?\d+(?:\.\d+)?)(?:\.\.(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?)?$/.exec(text.trim());
  const [from, to, step] = bounds(match, parameter);
  if (from === undefined)
    return {
      what: `"${text}" isn't a range of ${parameter.name}`,
      fix: 'write a range such as 0.3..0.6:0.05, or one value',
    };
  if (to < from || step <= 0 || (to > from && step > to - from + 1e-9))
    return {
      what: `"${text}" isn't a range of ${parameter.name}`,
      fix: 'write the lower value first, then the higher one, with a step that fits in between',
    };
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > mostValues)
    return { what: `"${text}" has ${count} values`, fix: `use larger steps, for at most ${mostValues} values` };
  const values = Array.from({ length: count }, (_, index) => exact(from + index * step));
  const wrong = values.find(value => !isPossible(value, parameter.unit));
  if (wrong !== undefined)
    return { what: `${wrong} isn't a valid ${parameter.name}`, fix: `write ${possible[parameter.unit]}` };
  return { values: withToday(values, parameter) };
};

/** The current value and up to two on either side. */
export const usualValues = (parameter: Parameter): readonly number[] => {
  const { today, unit } = parameter;
  const around = around5[unit](today)
    .map(exact)
    .filter(value => isPossible(value, unit));
  return withToday(around, parameter);
};

const bounds = (
  match: RegExpExecArray | null,
  { unit }: Parameter,
): [from: number | undefined, to: number, step: number] => {
  if (match === null) return [undefined, 0, 0];
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  const quarter = isWhole(unit) ? Math.max(1, Math.round((to - from) / 4)) : (to - from) / 4;
  const step = match[3] === undefined ? quarter || 1 : Number(match[3]);
  return [from, to, step];
};

const withToday = (values: readonly number[], { today }: Parameter): number[] =>
  [...new Set([...values, today])].sort((a, b) => a - b);

/** Rounds away floating-point errors. */
const exact = (value: number): number => Number(value.toFixed(6));

const steps = (step: number) => (today: number) => [-2, -1, 0, 1, 2].map(times => today + times * step);
const whole = (today: number) => [0.5, 0.75, 1, 1.5, 2].map(times => Math.max(1, Math.round(times * today)));

const around5: Readonly<Record<ParameterUnit, (today: number) => number[]>> = {
  share: steps(0.1),
  days: whole,
  weeks: steps(1),
  count: whole,
  points: steps(5),
  number: today => steps(Math.max(Math.abs(today) / 4, 0.01))(today),
};

const isWhole = (unit: ParameterUnit): boolean => unit !== 'share' && unit !== 'number';

const isPossible = (value: number, unit: ParameterUnit): boolean => {
  if (unit === 'number') return true;
  if (unit === 'share') return value > 0 && value <= 10;
  return Number.isInteger(value) && value >= (unit === 'points' ? 0 : 1);
};

const possible: Readonly<Record<ParameterUnit, string>> = {
  share: 'a share above 0, such as 0.4 for 40 %',
  days: 'whole days, from 1 on',
  weeks: 'whole weeks, from 1 on',
  count: 'whole numbers, from 1 on',
  points: 'whole numbers, from 0 on',
  number: 'a number',
};
