import type { MessageClass } from '../definition/policy.ts';
import type { CountedTouches, JourneyPromise, PromiseOf } from '../definition/promise.ts';
import type { TouchStep } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import { kindsOf } from '../steps/step-outline-of.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';
import { plainData, withMethods } from './plain-data.ts';

export declare const mentioned: unique symbol;

/** A promise whose type remembers the step ids in it. Nothing of it exists at run time. */
export type PromiseAbout<Ids extends string> = JourneyPromise & { readonly [mentioned]?: Ids };

type CountingPromise = PromiseOf<'atMost'> & PromiseAbout<never>;

export interface Touches extends CountedTouches {
  /** Only those of a class: `touches('email').of('marketing')`. */
  of(messageClass: MessageClass): CountedTouches;
}

/** Touches to count: of one channel, or of all. */
export const touches = (channel?: TouchStep['kind']): Touches => {
  if (channel !== undefined) mustBeKnown('touches', 'channel', channel, kindsOf('deliver-touch'));
  const counted: CountedTouches = channel === undefined ? {} : { channel };
  return withMethods(counted, { of: (messageClass: MessageClass) => plainData({ ...counted, class: messageClass }) });
};

/** `atMost(3, touches('email')).within(days(7))`: see `atMost`. */
export const atMostOf = (most: number, of: CountedTouches): { within(days: Duration): CountingPromise } => {
  mustBeWhole('atMost', 'the number', most, 0);
  return Object.freeze({
    within: (within: Duration) => {
      const { channel, class: messageClass } = of;
      const days = datesIn('atMost(...).within', within);
      return plainData({
        kind: 'atMost',
        most,
        of: { ...(channel && { channel }), ...(messageClass && { class: messageClass }) },
        days,
      } as const);
    },
  });
};

/** The number of dates of a duration. */
export const datesIn = (where: string, { unit, amount }: Duration): number => {
  if (unit !== 'days' && unit !== 'weeks')
    throw new AuthoringError(`${where}: a promise counts dates, not ${unit}. Write days(...) or weeks(...).`);
  mustBeWhole(where, `the number of ${unit}`, amount, 1);
  return unit === 'weeks' ? 7 * amount : amount;
};
