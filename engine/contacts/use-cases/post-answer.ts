import type { AnswerNotice } from '../../ports/notices.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { notifyOnce } from '../../tasks/use-cases/notify-once.ts';

/**
 * Posts what a customer wrote with an answer to the webhook for answers: once, or again under the same key after a crash. Does not
 * post an answer without words, or one of a person who was erased since. @throws whatever the webhook's failure is
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
