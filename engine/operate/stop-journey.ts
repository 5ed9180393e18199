import { stopOf } from '../account/operator-events.ts';
import type { Operator } from './operator.ts';
import { drainJourney } from './turn-switches.ts';

/**
 * Lets nobody in any more, and has every account that is in leave by an event of its own, as any exit does: its wait ends,
 * its tasks and prompts go. Doing it again reaches who came in while the door was closing.
 */
export const stopJourney = async (journey: string, operator: Operator): Promise<{ accounts: number }> => {
  const { clock, queue } = operator;
  await drainJourney(journey, operator);
  const asked = new Set<string>();
  for await (const page of operator.enrollments(journey)) {
    const accounts = [...new Set(page.map(({ account }) => account))].filter(account => !asked.has(account));
    await queue.publishAll(accounts.map(account => stopOf(account, journey, clock.now())));
    for (const account of accounts) asked.add(account);
  }
  return { accounts: asked.size };
};
