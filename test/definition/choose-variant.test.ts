import { describe, expect, it } from 'vitest';
import { chooseVariant } from '../../engine/definition/lots.ts';

describe('an experiment', () => {
  const variants = [
    { name: 'short', weight: 2, steps: [] },
    { name: 'long', weight: 1, steps: [] },
  ];
  const step = { id: 'subject-line', variants, holdout: 1 };

  it('gives an account always the same variant', () => {
    expect(chooseVariant('acme', 'onboarding', step)).toBe(chooseVariant('acme', 'onboarding', step));
  });

  it('splits accounts by the weights', () => {
    const taken = Array.from({ length: 4000 }, (_, index) => chooseVariant(`account-${index}`, 'onboarding', step));
    const share = (name: string) => taken.filter(each => each === name).length / taken.length;
    expect(share('short')).toBeCloseTo(0.5, 1);
    expect(share('long')).toBeCloseTo(0.25, 1);
    expect(share('holdout')).toBeCloseTo(0.25, 1);
  });

  it('splits the accounts of one experiment independently of another', () => {
    const both = Array.from({ length: 4000 }, (_, index) => `account-${index}`).filter(
      account =>
        chooseVariant(account, 'onboarding', step) === 'short' &&
        chooseVariant(account, 'onboarding', { ...step, id: 'other' }) === 'short',
    );
    expect(both.length / 4000).toBeCloseTo(0.25, 1);
  });

  it('without any weight holds everybody out', () => {
    expect(chooseVariant('acme', 'onboarding', { id: 'x', variants: [], holdout: 0 })).toBe('holdout');
  });
});
