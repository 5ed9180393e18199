import type { AnswerNotice } from '../../ports/notices.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { notifyOnce } from '../../tasks/use-cases/notify-once.ts';

/**
 * Posts the comment of an answer to the webhook for answers: once, or again with the same idempotency key after a
 * crash. Skips an answer without a comment, or of a person erased since.
 * @throws any error of the webhook
 */
export const postAnswer = async (
  { account, answer: id, at }: AnswerNotice,
  ports: PortsWith<'answers' | 'claims' | 'poster'>,
): Promise<void> => {
  const { answers: webhook } = ports.settings.taskSinks;
  if (webhook === undefined) return;
  const answer = (await ports.answers.ofAccount(account, at)).find(each => each.id === id);
  if (answer === undefined) return;
  const key = `answer.${id}`;
  await notifyOnce({ name: key, account, again: true }, ports, () =>
    ports.poster.post({ kind: 'webhook', name: webhook }, { id: key, type: 'answer', answer }, key),
  );
};
