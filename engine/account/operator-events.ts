import type { Instant, Second } from '../kernel/instant.ts';
import type { Enrollment } from './enrollment.ts';
import type { DomainEvent } from './event.ts';

/** An operator stops a journey: the account leaves it. */
export const stopEvent = 'daymark.stop';
/** An operator resumed a journey: touches of the account that were held may go. */
export const resumeEvent = 'daymark.resume';
/** An operator moves an enrollment to the live version. */
export const migrateEvent = 'daymark.migrate';
/** A person left a touch of an enrollment out. */
export const leaveOutEvent = 'daymark.leave_out';
/** The enrollment's previous execution has ended, and it continues in the live version. */
export const continueEvent = 'daymark.continue';

/** One per account. Idempotent: stopping twice at the same moment stops once. */
export const stopOf = (account: string, journey: string, now: Instant): DomainEvent & { account: string } =>
  fromOperator(stopEvent, `${journey}.${account}.${now}`, account, { journey }, now);

/** One for each touch. @param touch the step as in the enrollment's `steps`, and a reason code */
export const leaveOutOf = (
  { id, account, journey }: Enrollment,
  { step, reason }: { step: string; reason: string },
  now: Instant,
): DomainEvent & { account: string } =>
  fromOperator(leaveOutEvent, `${id}.${step}.${now}`, account, { journey, enrollment: id, step, reason }, now);

/** Enrolls the account in a journey, by any trigger, as far as the journey's entry rules allow. */
export const enrollOf = (account: string, journey: string, now: Instant): DomainEvent & { account: string } =>
  fromOperator('daymark.enroll', `${journey}.${account}.${now}`, account, { journey }, now);

/** Makes the account wait for a campaign deployed since its last event. Any event would; this one does nothing else. */
export const meetOf = (account: string, journey: string, now: Instant): DomainEvent & { account: string } =>
  fromOperator('daymark.meet', `${journey}.${account}.${now}`, account, { journey }, now);

export const resumeOf = (account: string, journey: string, now: Instant): DomainEvent & { account: string } =>
  fromOperator(resumeEvent, `${journey}.${account}.${now}`, account, { journey }, now);

/**
 * Applies only while the enrollment is in the wait that the migration was planned for: the plan depends on the steps
 * done.
 */
export const migrationOf = (
  { id, account, journey, version }: Enrollment,
  wait: { step: string; until: Second },
  to: string,
  now: Instant,
): DomainEvent & { account: string } =>
  fromOperator(
    migrateEvent,
    `${id}.${to}.${now}`,
    account,
    { journey, enrollment: id, from: version, to, step: wait.step, until: wait.until },
    now,
  );

/** The enrollment of an event that concerns nothing else in its account. */
export const soleEnrollmentOf = ({ name, fields }: DomainEvent): string | undefined =>
  ofOneEnrollment.has(name) ? String(fields.enrollment) : undefined;

const ofOneEnrollment: ReadonlySet<string> = new Set([migrateEvent, continueEvent, leaveOutEvent]);

export const stops = ({ name, fields }: DomainEvent, { journey }: Enrollment): boolean =>
  name === stopEvent && fields.journey === journey;

const fromOperator = (
  name: string,
  id: string,
  account: string,
  fields: DomainEvent['fields'],
  now: Instant,
): DomainEvent & { account: string } => ({
  id: `${name}:${id}`,
  source: 'daymark',
  account,
  name,
  occurredAt: now,
  receivedAt: now,
  fields,
});
