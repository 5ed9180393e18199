import { describe, expect, it } from 'vitest';
import { asOf } from '../../engine/playback/replay-account.ts';

const line = (at: string, journey: string, type = 'enrolled') => ({ at, account: 'acme', journey, type });
const welcome = line('2026-01-02T09:00:00Z', 'onboarding');
const breached = (at: string) => line(at, 'silence', 'breached');
const asked = (journey: string, last = '2026-01-03T00:00:00.000Z') => ({ last, asked: new Set([journey]) });

describe('an account that other accounts made a difference for', () => {
  const [one, other] = [breached('2026-02-03T14:00:00Z'), breached('2026-02-04T14:00:00Z')];

  it('is asked as of right before that, where the journey in question had nothing later', () => {
    const before = '2026-02-03T13:59:59.000Z';
    expect(asOf([welcome, one], [welcome, other], asked('onboarding'))).toBe(before);
    expect(asOf([welcome, other], [welcome, one], asked('onboarding'))).toBe(before);
    expect(asOf([welcome, one], [welcome], asked('onboarding'))).toBe(before);
    expect(asOf([welcome], [welcome, one], asked('onboarding'))).toBe(before);
  });

  it('is played with them where the journey had, or where something may have happened since', () => {
    expect(asOf([welcome, one], [welcome, other], asked('silence'))).toBeUndefined();
    const later = line('2026-03-01T09:00:00Z', 'onboarding', 'completed');
    expect(asOf([welcome, one, later], [welcome, other, later], asked('onboarding'))).toBeUndefined();
    expect(asOf([welcome, one], [welcome, other], asked('onboarding', '2026-02-03T14:00:00.500Z'))).toBeUndefined();
    expect(asOf([welcome], [welcome], asked('onboarding'))).toBeUndefined();
  });
});
