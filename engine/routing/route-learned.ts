import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';

/**
 * Why a payment failed, the amount owed, and that the subscription had ended may arrive after the enrollment began, or
 * change with the next attempt.
 */
export const learnedChanges = ({ id, trigger: { fields } }: Enrollment, facts: readonly DomainEvent[]): Change[] => {
  const fact = facts.find(
    ({ name, fields: { invoice } }) => failures.includes(name) && invoice && invoice === fields.invoice,
  );
  const { decline = 'unknown', amount = null, subscriptionEnded } = fact?.fields ?? {};
  const learned = {
    ...(decline !== 'unknown' && decline !== fields.decline && { decline }),
    ...(amount !== null && amount !== fields.amount && { amount }),
    ...(subscriptionEnded === true && fields.subscriptionEnded !== true && { subscriptionEnded }),
  };
  return Object.keys(learned).length === 0 ? [] : [{ kind: 'learn', enrollment: id, fields: learned }];
};

const failures: readonly string[] = ['payment.failed', 'payment.action_required', 'invoice.changed'];
