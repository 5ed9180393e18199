import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';

/** Why a payment failed, and the amount owed, may arrive after the enrollment began, or change with the next attempt. */
export const learnedChanges = ({ id, trigger: { fields } }: Enrollment, facts: readonly DomainEvent[]): Change[] => {
  const fact = facts.find(
    ({ name, fields: { invoice } }) => failures.includes(name) && invoice && invoice === fields.invoice,
  );
  const { decline = 'unknown', amount = null } = fact?.fields ?? {};
  const learned = {
    ...(decline !== 'unknown' && decline !== fields.decline && { decline }),
    ...(amount !== null && amount !== fields.amount && { amount }),
  };
  return Object.keys(learned).length === 0 ? [] : [{ kind: 'learn', enrollment: id, fields: learned }];
};

const failures: readonly string[] = ['payment.failed', 'payment.action_required', 'invoice.changed'];
