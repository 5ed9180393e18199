import { expect, test } from 'vitest';
import { isBackFromPast, isBackInTerm, termAfter } from '../../engine/account/term.ts';
import { someProfile } from '../support/touch.ts';

const renews = (renewalAt: string | undefined, known?: string) =>
  someProfile(renewalAt === undefined ? {} : { renewalAt }, { terms: known === undefined ? {} : { renewalAt: known } });
const term = (before: ReturnType<typeof renews> | undefined, after: ReturnType<typeof renews>) =>
  termAfter('renewalAt', before, after);

test('the first known date names a term, which ends no other', () => {
  expect(term(undefined, renews('2026-06-01'))).toEqual({ term: '2026-06-01', renewed: false });
  expect(term(renews(undefined), renews('2026-06-01'))).toEqual({ term: '2026-06-01', renewed: false });
  expect(term(renews(undefined), renews(undefined))).toBeUndefined();
});

test('a date that is gone, or moves a little, leaves the term as it is', () => {
  const known = renews('2026-06-01', '2026-06-01');
  expect(term(known, renews(undefined))).toEqual({ term: '2026-06-01', renewed: false });
  expect(term(known, renews('2026-11-27'))).toEqual({ term: '2026-06-01', renewed: false });
  expect(term(known, renews('2025-06-01'))).toEqual({ term: '2026-06-01', renewed: false });
});

test('a date that moves by half a year begins a term, counted from where it was before, or from the first', () => {
  expect(term(renews('2026-06-01', '2026-06-01'), renews('2026-11-28'))).toEqual({ term: '2026-11-28', renewed: true });
  expect(term(renews('2026-09-01', '2026-06-01'), renews('2026-11-28'))).toEqual({
    term: '2026-06-01',
    renewed: false,
  });
  expect(term(renews(undefined, '2026-06-01'), renews('2026-11-28'))).toEqual({ term: '2026-11-28', renewed: true });
});

test('a date that moves back by half a year to a day ahead begins that term anew, under a name of its own', () => {
  const back = term(renews('2027-06-01', '2027-06-01'), renews('2026-06-01'));
  expect(back).toEqual({ term: '2026-06-01~2026-03-01T10:00:00.000Z', renewed: false });
  expect([back?.term, '2026-06-01'].map(isBackInTerm)).toEqual([true, false]);
  // Said again, moved a little, renewed in truth.
  expect(term(renews('2026-06-01', back?.term), renews('2026-07-01'))).toEqual(back);
  expect(term(renews('2026-06-01', back?.term), renews('2027-06-01'))).toEqual({ term: '2027-06-01', renewed: true });
});

test('a date that moved far into the past, and comes back from there, renews nothing', () => {
  const known = term(renews('2026-06-01', '2026-06-01'), renews('2025-06-01'));
  expect(known).toEqual({ term: '2026-06-01', renewed: false });
  expect(term(renews('2025-06-01', known?.term), renews('2026-06-01'))?.renewed).toBe(false);
});

test('a date that was said to be over, while its term was to come, begins its term anew when it comes back', () => {
  // All of it is said on 2026-03-01.
  const back = (from: string, to: string, first = '2026-05-01') => term(renews(from, first), renews(to))?.term;
  expect(back('2026-02-28', '2026-05-01')).toBe('2026-05-01~2026-03-01T10:00:00.000Z~past');
  expect(back('2025-05-01', '2026-06-15')).toBe('2026-06-15~2026-03-01T10:00:00.000Z~past');
  // Its day is not over; it is over still; the term was over too, as that of a customer whose CRM lags behind.
  expect([
    back('2026-03-01', '2026-05-01'),
    back('2026-02-28', '2026-02-27'),
    back('2026-02-28', '2026-03-10', '2026-02-28'),
  ]).toEqual(['2026-05-01', '2026-05-01', '2026-02-28']);
  expect(isBackFromPast(back('2026-02-28', '2026-05-01'))).toBe(true);
});
