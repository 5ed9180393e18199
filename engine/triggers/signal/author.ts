import type { Condition } from '../../definition/condition.ts';
import { AuthoringError } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { EventTrigger } from '../event/trigger.ts';
import type { SignalTrigger } from './trigger.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** A condition of the account that begins to hold: `signal({ when: count('Task Completed', within(days(7))).atLeast(50) })`. */
    signal(options: SignalOptions): SignalTrigger;
    /** In `exit`: the signal that enrolled the account is armed again. */
    cleared: EventTrigger;
  }
}

/** When a signal fires, and when it may again. */
export interface SignalOptions {
  /** Fires when this begins to hold; not again before it was armed again. */
  when: Condition;
  /** Arms it again, and clears what it raised; unless said otherwise, as soon as `when` does not hold. */
  rearm?: Condition;
  /** `week`: looked at once for each complete ISO week of the account, and not at every event. */
  period?: 'week';
  /** Held back in weeks in which more accounts trip it than the policy's telemetry guard believes. Needs `period`. */
  guarded?: boolean;
}

export const signal = ({ when, rearm, period, guarded }: SignalOptions): SignalTrigger => {
  if (guarded && period === undefined)
    throw new AuthoringError(`signal(): guarded needs a period to compare accounts in. Add period: 'week'.`);
  return plainData({ kind: 'signal', when, rearm, period, guarded: guarded || undefined });
};

/** The signal that enrolled the account is armed again: for `exit`. */
export const cleared: EventTrigger = plainData({
  kind: 'event',
  event: 'signal.cleared',
  where: [{ field: 'signal', comparison: 'matchesTrigger', value: null }],
});
