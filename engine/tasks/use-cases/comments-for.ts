import type { Task } from '../../account/task.ts';
import type { WordedAnswer } from '../../account/worded-answer.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { AllPorts } from '../../ports/ports.ts';

/**
 * Comments of the customer on answers to surveys, from 30 days before the task opened; the five latest, the latest
 * first.
 */
export interface WithComments {
  answers?: Omit<WordedAnswer, 'account' | 'id'>[];
}

const daysBefore = 30;
const mostShown = 5;

/**
 * Reads the customers' comments for a list of tasks, in one query per account, and only for a business that collects
 * them. Tasks never store comments.
 */
export const commentsFor = async (
  tasks: readonly Task[],
  { answers, build }: Pick<AllPorts, 'answers' | 'build'>,
): Promise<(task: Task) => WithComments> => {
  const { surveyTopics } = await build.catalog();
  if (!surveyTopics) return () => ({});
  const answersOf = new Map(
    await Promise.all(
      [...Map.groupBy(tasks, ({ account }) => account)].map(async ([account, own]) => {
        const since = own.map(sinceOf).reduce((first, each) => (each < first ? each : first));
        return [account, await answers.ofAccount(account, since)] as const;
      }),
    ),
  );
  return task => {
    const shown = (answersOf.get(task.account) ?? []).filter(({ at }) => at >= sinceOf(task)).slice(-mostShown);
    return shown.length === 0 ? {} : { answers: shown.reverse().map(({ account: _, id: __, ...answer }) => answer) };
  };
};

const sinceOf = ({ openedAt }: Task): Instant => plusSeconds(openedAt, -daysBefore * 86_400);
