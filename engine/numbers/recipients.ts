import type { PublicLine } from '../account/public-line.ts';

/** A recipient of a touch. Ids only: timelines have no addresses. */
export interface Recipient {
  at: string;
  account: string;
  /** Id of the contact; for a prompt its audience, for a post its destination. */
  to: string;
  step: string;
  channel: string;
  /** `unknown`: it may have gone out. */
  outcome: 'sent' | 'unknown';
}

/** Recipients of a journey, in order of time, account and contact. */
export const recipientsOf = (journey: string, lines: readonly PublicLine[]): Recipient[] =>
  lines
    .filter(({ journey: of, type, outcome }) => of === journey && type === 'touch' && isOut(outcome))
    .map(({ at, account, to, step, channel, outcome }) => ({ at, account, to, step, channel, outcome }) as Recipient)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

const isOut = (outcome: unknown): boolean => outcome === 'sent' || outcome === 'unknown';

const orderOf = ({ at, account, to, step }: Recipient): string => [at, account, to, step].join(' ');
