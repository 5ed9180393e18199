import { dueDays, dueEvent } from '../../domain/routing/sweep-due.ts';
import type { PortsWith } from '../ports.ts';

/**
 * Finds accounts whose day of a date trigger has begun, and asks routing to enroll them. To run every hour: a day begins
 * somewhere every hour, so that each account is enrolled at its own midnight. What one run misses the next one finds, as
 * long as the day begins anywhere. Where nothing is due it costs one query per trigger.
 */
export const sweep = async (ports: PortsWith<'queue'>): Promise<{ published: number }> => {
  const now = ports.clock.now();
  const journeys = await ports.build.journeys();
  let published = 0;
  for (const due of dueDays(journeys, now)) {
    let cursor: string | undefined;
    do {
      const page = await ports.accounts.accountsDue(due.attribute, due.date, cursor);
      for (const account of page.accounts) if (await ask(account, due, now, ports)) published += 1;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return { published };
};

const ask = async (
  account: string,
  due: Parameters<typeof dueEvent>[0],
  now: string,
  { accounts, queue }: PortsWith<'queue'>,
): Promise<boolean> => {
  const event = dueEvent(due, await accounts.snapshot(account, { withoutContacts: true }), now);
  if (event === undefined || (await accounts.handled(event))) return false;
  await queue.publish(event);
  return true;
};
