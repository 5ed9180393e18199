import type { AccountSnapshot, Contact } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * The account as it was right before an instant, as far as what is stored tells: what was overwritten or removed since is as it is
 * now, and its time says so. Usage is left as it is, since its callers say until when they count.
 */
export const accountThen = ({ contacts, ...snapshot }: AccountSnapshot, at: Instant): AccountSnapshot => {
  let then: readonly Contact[] | undefined;
  return {
    ...snapshot,
    enrollments: snapshot.enrollments.filter(({ startedAt }) => startedAt < at).map(each => enrollmentThen(each, at)),
    tasks: snapshot.tasks.filter(({ openedAt }) => openedAt <= at),
    // Many, and hardly asked for.
    get contacts() {
      then ??= contacts.map(contact => contactThen(contact, at));
      return then;
    },
  };
};

/** A decision at the very moment that the enrollment ended was made by the state before. */
const enrollmentThen = ({ endedAt, exitReason, wait, ...rest }: Enrollment, at: Instant): Enrollment => {
  const known = { ...rest, ...(wait && wait.anchoredAt <= at && { wait }) };
  const steps = Object.fromEntries(Object.entries(known.steps).filter(([, done]) => done < at));
  const ended = { ...(endedAt !== undefined && { endedAt }), ...(exitReason !== undefined && { exitReason }) };
  return endedAt !== undefined && endedAt < at ? { ...known, ...ended } : { ...known, steps, status: 'active' };
};

const contactThen = ({ suppression, removedAt, erasedAt, ...known }: Contact, at: Instant): Contact => ({
  ...known,
  ...(suppression && suppression.at < at && { suppression }),
  ...(removedAt !== undefined && removedAt < at && { removedAt }),
  ...(erasedAt !== undefined && erasedAt < at && { erasedAt }),
  recentSends: known.recentSends.filter(send => send.at <= at),
  choices: Object.fromEntries(
    Object.entries(known.choices).map(([topic, said]) => [
      topic,
      Object.fromEntries(Object.entries(said).filter(([, word]) => word.at <= at)),
    ]),
  ),
});
