import type { Condition } from '../definition/condition.ts';
import type { Trigger } from '../definition/trigger.ts';
import type { Duration } from '../kernel/duration.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { DateTrigger } from '../triggers/date/trigger.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { ManualTrigger } from '../triggers/manual/trigger.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { fieldTest, type Test } from './field-tests.ts';
import { plainData } from './plain-data.ts';
import { wholeDays } from './whole-days.ts';

/** An event as an author writes it, and as data. */
export type WrittenEvent = EventTrigger | { toJSON(): EventTrigger };

/** An event of the catalog; `Fields` are the fields that it carries. */
export interface EventOf<Fields> {
  /** Only events whose fields pass: `on('Survey Responded').where({ survey: 'nps', score: atLeast(9) })`. */
  where(tests: FieldTests<Fields>): EventOf<Fields>;
  /** Or another event, which does just as well: `on('payment.failed').or(on('payment.action_required'))`. */
  or(other: WrittenEvent): EventTrigger;
  toJSON(): EventTrigger;
}

/** For each field a literal that it must be, or a test such as `atLeast(9)`. */
export type FieldTests<Fields> = [keyof Fields] extends [never]
  ? NoFields
  : { readonly [Field in keyof Fields]?: Fields[Field] | Test<Fields[Field]> };

interface NoFields {
  'this event carries no fields'?: never;
}

/** What is known of events when a trigger is written: the fields by event name. */
type KnownEvents = Readonly<Record<string, { fields: Readonly<Record<string, unknown>> }>>;

export const onEvent = (events: KnownEvents, event: string): EventOf<Record<string, Scalar>> => {
  mustBeKnown('on', 'event', event, Object.keys(events));
  return eventOf(plainData({ kind: 'event', event, where: [] }), Object.keys(events[event]?.fields ?? {}));
};

const eventOf = (trigger: EventTrigger, fields: readonly string[]): EventOf<Record<string, Scalar>> =>
  Object.freeze({
    where: (tests: FieldTests<Record<string, Scalar>>) => {
      const added = Object.entries(tests).flatMap(([field, test]) => {
        mustBeKnown(`on('${trigger.event}').where`, 'field', field, fields);
        return test === undefined ? [] : [fieldTest(field, test)];
      });
      return eventOf(plainData({ ...trigger, where: [...trigger.where, ...added] }), fields);
    },
    or: (other: WrittenEvent) => plainData<EventTrigger>({ ...trigger, alternatives: [triggerOf(other)] }),
    toJSON: () => trigger,
  });

/** The data of what an author wrote. */
export const triggerOf = <Written extends Trigger>(written: Written | { toJSON(): Written }): Written =>
  'toJSON' in written ? written.toJSON() : written;

/** Enrolls that many calendar days before the date in an account attribute, once per term of that date. */
export const dateTrigger = (attribute: string, before: Duration): DateTrigger =>
  plainData({ kind: 'date', attribute, days: wholeDays(`onDate('${attribute}')`, before) });

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

/** Enrolls only by `enroll` steps of other journeys and by operators. */
export const manual: ManualTrigger = plainData({ kind: 'manual' });
