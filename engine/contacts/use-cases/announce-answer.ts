import type { DomainEvent } from '../../account/event.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Enqueues the notice of an answer, whose comment is stored already. Enqueued before the event is handled, so that a
 * retry after a crash enqueues it again. Does nothing without a webhook for answers.
 */
export const announceAnswer = async (
  { id, account, occurredAt }: DomainEvent & { account: string },
  { notices, settings }: Pick<Ports, 'notices' | 'settings'>,
): Promise<void> => {
  if (settings.taskSinks.answers === undefined) return;
  await notices?.announce({ account, answer: id, at: occurredAt });
};
