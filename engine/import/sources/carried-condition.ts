import { type Code, call, method } from '../code.ts';

/** A converted condition; `happens`: the trigger, if it is an event that can be awaited. */
export type CarriedCondition = { code: Code; happens?: Code } | { lacks: string };

export const isLacking = <Carried extends object>(carried: Carried): carried is Extract<Carried, { lacks: string }> =>
  'lacks' in carried;

/** Combines conditions with `all` or `any`. */
export const allConditions = (carried: readonly CarriedCondition[], operator = 'ALL'): CarriedCondition => {
  const [first, ...more] = carried;
  const lacking = carried.find(isLacking);
  if (lacking) return lacking;
  if (first === undefined || isLacking(first)) return { lacks: 'a condition' };
  if (more.length === 0) return first;
  const each = carried.flatMap(one => (isLacking(one) ? [] : [one]));
  const code = call(operator === 'ANY' ? 'any' : 'all', ...each.map(one => one.code));
  const happens = each.flatMap(one => (one.happens ? [one.happens] : []));
  const [begin, ...others] = happens;
  return operator === 'ANY' && begin && happens.length === each.length
    ? { code, happens: others.reduce((on, other) => method(on, 'or', other), begin) }
    : { code };
};
