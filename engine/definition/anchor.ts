import type { Duration } from '../kernel/duration.ts';

/**
 * When a step is due. Without an anchor, as soon as the previous one is done. `plus` and `since` are those of later rounds of a
 * loop: the offset from its first round, added up for nested loops.
 */
export type Anchor =
  /** That calendar day after the enrolling event, at the policy's send time; day 0 is the moment of the event, unless a date enrolls. */
  | { kind: 'day'; day: number; plus?: readonly Duration[] }
  /** A duration after the previous step, or after the named one. */
  | { kind: 'after'; duration: Duration; since?: string }
  /** That many calendar days before the date in an account attribute, or in `trigger.<field>`: a date that the enrolling event said. */
  | { kind: 'before'; attribute: string; days: number; plus?: readonly Duration[] }
  /** That share of a number of days that a field of the enrolling event says. */
  | ShareOfLength;

/** On which day of a length something is due: on `day` of so many days, and in proportion between and beyond them. */
export interface ShareOfLength {
  kind: 'share';
  field: string;
  /** In order of `length`; the first also holds where the event says no length. */
  points: readonly { length: number; day: number }[];
  plus?: readonly Duration[];
}

/** Fields that an anchor shares with the wake-up it becomes. */
type Timed = { kind: Anchor['kind'] };

/** A time after a step rather than a calendar day. */
export const isDelay = <Time extends Timed>(time: Time | undefined): time is Extract<Time, { kind: 'after' }> =>
  time?.kind === 'after';

/** A day that moves with a date of the account, or with one that the enrolling event said. */
export const countsBack = <Time extends Timed>(time: Time | undefined): time is Extract<Time, { kind: 'before' }> =>
  time?.kind === 'before';

/** A day whose number is written in the journey, counted from the enrolling event. */
export const isNumberedDay = <Time extends Timed>(time: Time | undefined): time is Extract<Time, { kind: 'day' }> =>
  time?.kind === 'day';

/** A day that depends on a length that the enrolling event says. */
export const isShare = <Time extends Timed>(time: Time | undefined): time is Extract<Time, { kind: 'share' }> =>
  time?.kind === 'share';
