import type { Quantity } from '../../definition/condition.ts';
import { counted } from '../../kernel/counted.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';
import type { Slope } from './describe-amount.ts';
import { describeTest } from './describe-comparison.ts';
import { eventInWords, listed } from './words.ts';

type Of<Kind extends Quantity['of']> = Extract<Quantity, { of: Kind }>;

interface Told<Kind extends Quantity['of']> {
  /** The subject of the sentence: `"Report Shared" has happened`, which is counted in times. */
  subject: (quantity: Of<Kind>) => string;
  isOfUsers: boolean;
}

const told: { [Kind in Quantity['of']]: Told<Kind> } = {
  events: { subject: ({ events }) => `${describeEventsNamed(events)} has happened`, isOfUsers: false },
  featureUse: { subject: () => 'the key features have been used', isOfUsers: false },
  users: { subject: ({ events }) => `have done ${describeEventsNamed(events)}`, isOfUsers: true },
  activeUsers: { subject: () => 'have been active', isOfUsers: true },
};

/** `"Report Shared" has happened at least 3 times`, `at least 2 users have been active`. */
export const formatCounted = (quantity: Quantity, tell: (amount: string) => string, value: number): string => {
  const { subject, isOfUsers } = toldOf(quantity);
  return isOfUsers
    ? `${tell(counted(value, 'user'))} ${subject(quantity)}`
    : `${subject(quantity)} ${tell(counted(value, 'time'))}`;
};

/** `the key features have been used less than 60 % as often in the last 30 days as in the 30 days before`. */
export const describeCompared = (quantity: Quantity, { amount, than }: Slope, days: number): string => {
  const { subject, isOfUsers } = toldOf(quantity);
  const does = isOfUsers
    ? `${amount} ${than === 'as' ? 'many users' : 'users'} ${subject(quantity)}`
    : `${subject(quantity)} ${amount} often`;
  const span = counted(days, 'day');
  return `${does} in the last ${span} ${than} in the ${span} before`;
};

/** `how often "Report Shared" has happened`, `how many users have been active`. */
export const describeNumber = (quantity: Quantity): string => {
  const { subject, isOfUsers } = toldOf(quantity);
  return `${isOfUsers ? 'how many users' : 'how often'} ${subject(quantity)}`;
};

/** `"Survey Responded" (its survey is nps)`. */
export const describeEventsNamed = (events: readonly EventTrigger[]): string =>
  listed(
    events.flatMap(alternativesOf).map(({ event, where }) => {
      const tests = where.map(describeTest);
      return tests.length > 0 ? `${eventInWords(event)} (${listed(tests, 'and')})` : eventInWords(event);
    }),
    'or',
  );

const toldOf = (quantity: Quantity) => told[quantity.of] as Told<Quantity['of']>;
