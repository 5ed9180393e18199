import type { JourneyDefinition } from '../../definition/journey-definition.ts';

/** Phrase for another percentage of accounts, drawn by lot: `canary none → 10 % of accounts`. */
export const shareChanges = (
  name: string,
  before: number | undefined,
  after: number | undefined,
  zero = '0 % of accounts',
): readonly string[] => {
  const told = (share: number | undefined): string =>
    share === undefined ? 'none' : share === 0 ? zero : `${share} % of accounts`;
  return before === after ? [] : [`${name} ${told(before)} → ${told(after)}`];
};

/** Phrase for another holdout of a journey. One of 0 takes the journey out of the policy's, too. */
export const holdoutChanges = (
  { holdout: before }: JourneyDefinition,
  { holdout: after }: JourneyDefinition,
): readonly string[] => shareChanges('holdout', before, after, "none, nor the policy's");
