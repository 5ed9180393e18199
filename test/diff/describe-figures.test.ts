import { expect, it } from 'vitest';
import { describeFigures } from '../../engine/diff/effect/describe-figures.ts';

it('shows a figure by as many places as its change takes, so that both numbers differ by what the percentage says', () => {
  const told = (name: 'cost' | 'mails' | 'enrollments', before: number, after: number) =>
    describeFigures([{ name, before, after }]);
  expect(told('cost', 0.2149, 0.2153)).toEqual(['AWS cost of 1,000 accounts a month $0.2149 → $0.2153 (+0.2 %)']);
  expect(told('cost', 0.2, 0.25)).toEqual(['AWS cost of 1,000 accounts a month $0.20 → $0.25 (+25.0 %)']);
  expect(told('mails', 0.372_04, 0.373_01)).toEqual(['mails per contact and month 0.372 → 0.373 (+0.3 %)']);
  expect(told('enrollments', 1_295, 1_296)).toEqual(['enrollments 1,295 → 1,296 (+0.1 %)']);
  expect(told('mails', 0.372_001, 0.372_002)).toEqual(['No change: mails per contact and month 0.37']);
});
