import { resumeOf } from '../account/operator-events.ts';
import { plusSeconds, toSecond } from '../kernel/instant.ts';
import type { Operator } from '../ports/operator.ts';
import { recheckSeconds } from '../sending/gate/paused.ts';

/**
 * Releases touches, and opens the journey to accounts. The brake counts everything sent so far as expected. Each
 * account whose touch the pause may hold (its wait ends within the gate's holding time) gets an event. Running it again
 * reaches touches that processes with a cached pause have held meanwhile.
 */
export const resumeJourney = async (
  journey: string,
  { switches, clock, queue, activeEnrollments }: Pick<Operator, 'switches' | 'clock' | 'queue' | 'activeEnrollments'>,
): Promise<{ accounts: number }> => {
  const now = clock.now();
  const before = await switches.read(now);
  if (before === 'unknown' || before.journeys.has(journey))
    await switches.set(`journey/${journey}`, `running since ${now}`);
  if (before === 'unknown' || before.closed.has(journey)) await switches.set(`entry/${journey}`, 'open');
  const latest = toSecond(plusSeconds(now, recheckSeconds + 1));
  const told = new Set<string>();
  for await (const page of activeEnrollments(journey)) {
    const held = page.flatMap(({ account, wait }) => (wait && wait.until <= latest ? [account] : []));
    const accounts = [...new Set(held)].filter(account => !told.has(account));
    await queue.publishAll(accounts.map(account => resumeOf(account, journey, now)));
    for (const account of accounts) told.add(account);
  }
  return { accounts: told.size };
};
