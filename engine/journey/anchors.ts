import type { Anchor } from '../definition/anchor.ts';
import { type Condition, isTriggerField, type Value } from '../definition/condition.ts';
import type { Step } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import { AuthoringError, mustBeWhole } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { wholeDays } from './whole-days.ts';

/** Rules on one placed step. */
export interface Guards {
  /** The step is skipped unless this holds when it is due. */
  when?: Condition;
  /** The step is skipped if this holds when it is due. */
  unless?: Condition;
  /** Whether to skip or send it when its day had passed before the enrollment began; the policy decides by default. */
  missed?: 'skip' | 'send';
  /** Of the loop around it, only in these rounds, from 1. */
  rounds?: readonly number[];
  /** The id that the step had before, so that `daymark diff` compares it with that one. */
  renamedFrom?: string;
}

/**
 * Places a step on a calendar day: `day(7, ...)` is seven days after the enrolling event in the account's time zone, at the
 * policy's send time. `day(0, ...)` is at the event itself, at any hour; quiet hours hold it if a signal or a person enrolled,
 * and if a date did, it is at that day's send time.
 * @throws AuthoringError when the day is negative or not whole, or the step already has its place.
 */
export const day = <Placed extends Step>(day: number, step: Placed, guards: Guards = {}): Placed => {
  mustBeWhole(`step "${step.id}"`, 'the day', day, 0);
  return placed(step, { kind: 'day', day }, guards);
};

/** Places a step a duration after the one before it was done: `after(hours(2), ...)`. */
export const after = <Placed extends Step>(duration: Duration, step: Placed, guards: Guards = {}): Placed =>
  placed(step, { kind: 'after', duration: checkedDuration(`step "${step.id}"`, duration) }, guards);

/** A step as soon as the one before it is done, as a step by itself is, but with rules: `next(step, { unless: openTask('risk') })`. */
export const next = <Placed extends Step>(step: Placed, guards: Omit<Guards, 'missed'>): Placed => {
  if (guards === undefined)
    throw new AuthoringError(
      `step "${step.id}": next() has no rules. Write the step on its own, or give when or unless.`,
    );
  const { when, unless, rounds, renamedFrom } = guards;
  if (step.at) throw new AuthoringError(`step "${step.id}": it has its place already. Give its rules there.`);
  return plainData({ ...step, when, unless, rounds, renamedFrom }, `step "${step.id}"`);
};

/**
 * Places a step on a day that is a share of a length, which the enrolling event says in days:
 * `dayOf(trigger('days'), { 14: 10, 30: 14 }, ...)` is day 10 of 14 and day 14 of 30, and in proportion between and
 * beyond them. Where the event says no length, the first holds.
 * @throws AuthoringError when a day is not a whole number within its length, or later for a shorter length.
 */
export const dayOf = <Placed extends Step>(
  length: Value,
  shares: Readonly<Record<number, number>>,
  step: Placed,
  guards: Guards = {},
): Placed => {
  const where = `step "${step.id}": dayOf`;
  if (!isTriggerField(length))
    throw new AuthoringError(`${where} takes the length from the enrolling event. Write trigger('days').`);
  const points = Object.entries(shares)
    .map(([of, day]) => ({ length: Number(of), day }))
    .sort((one, other) => one.length - other.length);
  if (points.length === 0) throw new AuthoringError(`${where}: it has no share. Write one, such as { 14: 10 }.`);
  for (const [index, point] of points.entries()) {
    mustBeWhole(where, 'the length', point.length, 1);
    mustBeWhole(where, 'the day', point.day, 1);
    if (point.day > point.length || point.day < (points[index - 1]?.day ?? 0))
      throw new AuthoringError(
        `${where}: day ${point.day} of ${point.length} is out of order. Write days that grow with the length and stay within it.`,
      );
  }
  return placed(step, { kind: 'share', field: length.field, points }, guards);
};

/**
 * Places a step before the date in an account attribute: `before('renewalAt', days(60), ...)`. It moves with the date.
 * Or before a date that the enrolling event said: `before(trigger('expiresAt'), days(30), ...)`.
 * @throws AuthoringError when the duration is not days or weeks.
 */
export const before = <Placed extends Step>(
  attribute: string,
  duration: Duration,
  step: Placed,
  guards: Guards = {},
): Placed => placed(step, { kind: 'before', attribute, days: wholeDays(`step "${step.id}"`, duration) }, guards);

/** @throws AuthoringError when the duration is negative or not whole. */
export const checkedDuration = (where: string, duration: Duration): Duration => {
  mustBeWhole(where, `the number of ${duration.unit}`, duration.amount, 0);
  return duration;
};

const placed = <Placed extends Step>(step: Placed, at: Anchor, guards: Guards): Placed => {
  const { when, unless, missed, rounds, renamedFrom } = guards;
  if (step.at) throw new AuthoringError(`step "${step.id}": it is placed twice. Keep one of day, after and before.`);
  return plainData({ ...step, at, when, unless, missed, rounds, renamedFrom }, `step "${step.id}"`);
};
