import { stopOf } from '../account/operator-events.ts';
import type { Operator } from '../ports/operator.ts';
import { drainJourney } from './turn-switches.ts';

/**
 * Closes the journey to new enrollments, and ends each active one with an event, like any exit: its wait ends, its
 * tasks resolve, and its prompts go. Running it again reaches enrollments that began while it was closing.
 */
export const stopJourney = async (
  journey: string,
  operator: Pick<Operator, 'switches' | 'clock' | 'queue' | 'activeEnrollments'>,
): Promise<{ accounts: number }> => {
  const { clock, queue } = operator;
  await drainJourney(journey, operator);
  const asked = new Set<string>();
  for await (const page of operator.activeEnrollments(journey)) {
    const accounts = [...new Set(page.map(({ account }) => account))].filter(account => !asked.has(account));
    await queue.publishAll(accounts.map(account => stopOf(account, journey, clock.now())));
    for (const account of accounts) asked.add(account);
  }
  return { accounts: asked.size };
};
