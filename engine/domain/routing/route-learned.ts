import type { Change } from '../change.ts';
import type { Enrollment } from '../enrollment.ts';
import type { DomainEvent } from '../event.ts';

/** The reason of a failed payment may be told after its enrollment began, or change with the next attempt. */
export const learnedBy = ({ id, trigger: { fields } }: Enrollment, facts: readonly DomainEvent[]): Change[] => {
  const fact = facts.find(
    ({ name, fields: { invoice } }) => failures.includes(name) && invoice && invoice === fields.invoice,
  );
  const decline = fact?.fields.decline;
  if (decline === undefined || decline === 'unknown' || decline === fields.decline) return [];
  return [{ kind: 'learn', enrollment: id, fields: { decline } }];
};

const failures: readonly string[] = ['payment.failed', 'payment.action_required'];
