import { expect, test } from 'vitest';
import { termAfter } from '../../engine/account/term.ts';
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
