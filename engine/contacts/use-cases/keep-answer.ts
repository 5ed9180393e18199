import type { DomainEvent } from '../../account/event.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Stores the comment of a survey answer, unless the person was erased after answering. Idempotent. */
export const keepAnswer = async (
  { id, account, user, occurredAt, fields }: DomainEvent & { account: string },
  comment: string | undefined,
  { answers, contacts }: Pick<AllPorts, 'answers' | 'contacts'>,
): Promise<void> => {
  const { survey, score, topic } = fields;
  if (typeof survey !== 'string' || typeof score !== 'number') return;
  const erasedAt = user === undefined ? undefined : (await contacts.findOrRemains(account, user))?.erasedAt;
  if (erasedAt !== undefined && occurredAt <= erasedAt) return;
  await answers.keep({
    account,
    id,
    at: occurredAt,
    ...(user !== undefined && { user }),
    survey,
    score,
    ...(typeof topic === 'string' && { topic }),
    ...(comment !== undefined && { comment }),
  });
};
