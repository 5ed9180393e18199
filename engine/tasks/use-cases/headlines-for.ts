import type { Task } from '../../account/task.ts';
import { headlinesOf } from '../../headlines/headlines.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { readFacts } from './read-facts.ts';

/** Headlines of the tasks' accounts over four weeks, at most three sentences each; two queries per account. */
export const headlinesFor = async (
  tasks: readonly Task[],
  ports: Pick<AllPorts, 'accounts' | 'build' | 'clock' | 'healthHistory'>,
): Promise<(task: Task) => { headlines?: string[] }> => {
  const now = ports.clock.now();
  const textsOf = new Map(
    await Promise.all(
      [...new Set(tasks.map(({ account }) => account))].map(async account => {
        const facts = await readFacts(account, now, ports);
        return [account, facts ? headlinesOf(facts).map(({ text }) => text) : []] as const;
      }),
    ),
  );
  return ({ account }) => {
    const headlines = textsOf.get(account) ?? [];
    return headlines.length > 0 ? { headlines } : {};
  };
};
