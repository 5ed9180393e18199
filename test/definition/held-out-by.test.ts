import { describe, expect, it } from 'vitest';
import { chooseVariant, heldOutBy } from '../../engine/definition/lots.ts';
import { policy } from '../journey/plain-journey.ts';

const accounts = Array.from({ length: 10_000 }, (_, index) => `account-${index}`);
const journey = (id: string, holdout?: number, ofAll?: number) => ({
  id,
  ...(holdout !== undefined && { holdout }),
  policy: { ...policy, ...(ofAll !== undefined && { holdout: ofAll }) },
});
const shareOf = (drawn: readonly boolean[]) => drawn.filter(Boolean).length / drawn.length;
const drawnBy = (draw: (account: string) => boolean) => accounts.map(draw);
/** 4.5 standard errors of a share of 10,000: a fair draw is further off once in 150,000. */
const around = (share: number) => 4.5 * Math.sqrt((share * (1 - share)) / accounts.length);

describe('a holdout', () => {
  it.each([1, 5, 10, 20, 50])('of %i percent holds out that share of accounts', percent => {
    const share = shareOf(drawnBy(account => heldOutBy(account, journey('onboarding', percent)) === 'journey'));
    expect(Math.abs(share - percent / 100)).toBeLessThan(around(percent / 100));
  });

  it('that grows keeps the accounts that it had', () => {
    const before = accounts.filter(account => heldOutBy(account, journey('onboarding', 10)));
    expect(before.every(account => heldOutBy(account, journey('onboarding', 20)))).toBe(true);
  });

  it('is drawn the same in every version to come', () => {
    const drawn = accounts.filter(account => heldOutBy(account, journey('onboarding', 10, 5))).slice(0, 4);
    expect(drawn.map(account => `${account} ${heldOutBy(account, journey('onboarding', 10, 5))}`)).toEqual([
      'account-5 journey',
      'account-22 policy',
      'account-28 journey',
      'account-36 journey',
    ]);
  });

  const draws = {
    'of a journey': account => heldOutBy(account, journey('onboarding', 30)) !== undefined,
    'of another journey': account => heldOutBy(account, journey('renewal', 30)) !== undefined,
    'of the policy': account => heldOutBy(account, journey('onboarding', undefined, 30)) !== undefined,
    'of an experiment': account => variant(account, 'onboarding', 'tone') === 'a',
    'of another experiment': account => variant(account, 'onboarding', 'length') === 'a',
    'of the same experiment in another journey': account => variant(account, 'renewal', 'tone') === 'a',
  } satisfies Record<string, (account: string) => boolean>;
  const drawn = Object.entries(draws).map(([name, draw]) => ({ name, is: drawnBy(draw) }));
  const pairs = drawn.flatMap((first, index) => drawn.slice(index + 1).map(second => [first, second] as const));

  it('says nothing of any other one, nor of an experiment', () => {
    for (const [first, second] of pairs) {
      const [p, q] = [shareOf(first.is), shareOf(second.is)];
      const both = shareOf(first.is.map((is, index) => is && second.is[index] === true));
      const correlation = (both - p * q) / Math.sqrt(p * (1 - p) * q * (1 - q));
      expect(Math.abs(correlation), `${first.name}, ${second.name}`).toBeLessThan(4.5 / Math.sqrt(accounts.length));
    }
  });

  it('of the policy is the same accounts in every journey, but for those that leave themselves out', () => {
    const held = (of: ReturnType<typeof journey>) => accounts.filter(account => heldOutBy(account, of) === 'policy');
    expect(held(journey('onboarding', 10, 5))).toEqual(held(journey('renewal', undefined, 5)));
    expect(held(journey('dunning', 0, 5))).toEqual([]);
  });
});

const variant = (account: string, id: string, step: string) =>
  chooseVariant(account, id, {
    id: step,
    variants: [
      { name: 'a', weight: 3, steps: [] },
      { name: 'b', weight: 7, steps: [] },
    ],
    holdout: 0,
  });
