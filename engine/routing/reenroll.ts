import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import { plusDuration } from '../definition/calendar.ts';
import type { Reenroll } from '../definition/journey-definition.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** The instant that an enrollment is asked for, and what time is counted with. */
export interface ReenrollTime {
  at: Instant;
  timezone: TimeZone;
  calendar: BusinessCalendar;
}

type Of<Kind extends Reenroll['kind']> = Extract<Reenroll, { kind: Kind }>;

/** Decisions of each rule of re-enrollment. */
const rules: {
  readonly [Kind in Reenroll['kind']]: {
    /** One enrollment for each; without a value, for each event. */
    key(reenroll: Of<Kind>, event: DomainEvent): Scalar | undefined;
    /** May an account with these enrollments have another, by another key? */
    allows(reenroll: Of<Kind>, earlier: readonly Enrollment[], time: ReenrollTime): boolean;
  };
} = {
  never: { key: () => 'once', allows: (_, earlier) => earlier.length === 0 },
  keyed: { key: ({ field }, { fields }) => fields[field], allows: () => true },
  term: { key: () => undefined, allows: () => true },
  afterEnd: { key: () => undefined, allows: (_, earlier, { at }) => haveEnded(earlier, at) },
  after: {
    key: () => undefined,
    allows: ({ duration }, earlier, { at, timezone, calendar }) =>
      haveEnded(earlier, at) &&
      earlier.every(({ anchoredAt }) => plusDuration(anchoredAt, duration, timezone, calendar) <= at),
  },
};

/** The key of an enrollment by the event: an account has one enrollment of a journey for each key. */
export const keyOfEnrollment = (reenroll: Reenroll, event: DomainEvent): string =>
  String(rules[reenroll.kind].key(reenroll as never, event) ?? event.id);

export const mayReenroll = (reenroll: Reenroll, earlier: readonly Enrollment[], time: ReenrollTime): boolean =>
  rules[reenroll.kind].allows(reenroll as never, earlier, time);

const haveEnded = (earlier: readonly Enrollment[], at: Instant): boolean =>
  earlier.every(each => isOver(each) && (each.endedAt ?? each.startedAt) <= at);
