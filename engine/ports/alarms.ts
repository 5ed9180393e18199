import type { GuardedWeek, WeekCount } from '../account/telemetry-guard.ts';
import type { BrakeReason } from '../sending/brake.ts';
import type { CanaryReason } from '../versions/judge-canary.ts';

/** Something that operators must look at, since no journey can fix it. Numbers and ids only. */
export type Alarm =
  | ({ alarm: 'telemetry-guard' } & GuardedWeek & WeekCount)
  | { alarm: 'task-without-owner'; account: string; task: string }
  | ({ alarm: 'ambiguous-send' } & AlarmingDelivery)
  | ({ alarm: 'mail-rejected' } & AlarmingDelivery)
  | { alarm: 'billing-unmatched'; event: string }
  | { alarm: 'calls-unmatched'; call: string }
  /** `account` claims a customer that `other` claimed before. */
  | { alarm: 'customer-shared'; customer: string; account: string; other: string }
  | { alarm: 'calls-refused'; calls: number; first: string }
  | { alarm: 'enrollment-failed'; account: string; journey: string; enrollment: string; error: string }
  | { alarm: 'events-not-kept'; events: number }
  | { alarm: 'quota-exceeded'; writeKey: string; callsPerHour: number }
  | ({ alarm: 'brake'; journey: string } & BrakeReason)
  | ({ alarm: 'canary'; journey: string; version: string } & CanaryReason);

interface AlarmingDelivery {
  account: string;
  journey: string;
  step: string;
  delivery: string;
}

/** The cause of each alarm. The infrastructure has an alarm for every one. */
export const alarmMeanings = {
  'telemetry-guard': 'a signal was withheld, for it would have fired for too many accounts',
  'task-without-owner': 'a task has no owner',
  'ambiguous-send': 'it is unknown whether a mail was sent, and the policy decided',
  'mail-rejected': 'SES took a mail and could not send it: a fault in the mail, ours',
  'billing-unmatched':
    'an event of a payment processor, help desk or CRM names neither an account nor a customer, and is kept',
  'calls-unmatched': 'a call names a user of several accounts and none of them, and is kept',
  'customer-shared':
    'two accounts name the same customer of a payment processor, help desk or CRM, whose events are of one',
  'calls-refused': 'calls of a batch could not be used, and are kept',
  'enrollment-failed': 'an enrollment ended with an error, or after a year: its timeline says which',
  'events-not-kept': 'events were taken and do what they do, but are missing in the archive',
  'quota-exceeded': 'a write key made all calls that it may make in an hour',
  brake: 'a journey paused itself, for it floods or its mail is not wanted',
  canary: 'nobody begins in the new version of a journey any more, for it does worse than the one before',
} as const satisfies Readonly<Record<Alarm['alarm'], string>>;

/** Alerts operators, at least once per alarm. */
export interface Alarms {
  raise(alarm: Alarm): Promise<void>;
}
