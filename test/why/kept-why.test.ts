import { expect, it } from 'vitest';
import { keptWhy } from '../../engine/account/kept-why.ts';
import { anEnrollment, march } from '../conformance/records.ts';

it('tells of each journey whether the account is in it, was in it, was not let in, or was never near it', () => {
  const of = (id: string, journey: string, day: number, more = {}) =>
    anEnrollment('acme', id, { journey, startedAt: march(day), ...more });
  const over = { status: 'exited', exitReason: 'stopped', endedAt: march(6) } as const;
  const told = keptWhy(
    ['onboarding', 'renewal', 'nps', 'silence'],
    [
      of('e1', 'onboarding', 2, { wait: { step: 'first-project' } }),
      of('e4', 'renewal', 2, over),
      of('e2', 'renewal', 5, { ...over, wait: { step: 'call' } }),
      of('e3', 'renewal', 3, over),
    ],
    [
      { account: 'acme', journey: 'renewal', gate: 'enrolled-before', event: 'x', at: march(7) },
      { account: 'acme', journey: 'nps', gate: 'audience', event: 'Account Created', at: march(4) },
    ],
  );
  expect(told).toMatchObject([
    { journey: 'onboarding', state: 'in', enrollment: { id: 'e1', from: march(2), waitsFor: 'first-project' } },
    {
      journey: 'renewal',
      state: 'was',
      enrollment: { id: 'e2', to: march(6), ended: 'stopped' },
      refused: { at: march(7) },
    },
    { journey: 'nps', state: 'refused', refused: { at: march(4), event: 'Account Created', gate: 'audience' } },
    { journey: 'silence', state: 'never' },
  ]);
  expect(told[0]?.enrollment).not.toHaveProperty('ended');
  expect(told[1]?.enrollment).not.toHaveProperty('waitsFor');
});
