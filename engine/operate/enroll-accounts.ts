import { enrollOf } from '../account/operator-events.ts';
import type { Operator } from '../ports/operator.ts';

const atOnce = 100;

/** Sends each account an event that enrolls it if the journey allows it. */
export const enrollAccounts = async (
  journey: string,
  accounts: readonly string[],
  { queue, clock }: Pick<Operator, 'queue' | 'clock'>,
): Promise<void> => {
  const now = clock.now();
  for (let from = 0; from < accounts.length; from += atOnce) {
    const some = accounts.slice(from, from + atOnce);
    await queue.publishAll(some.map(account => enrollOf(account, journey, now)));
  }
};
