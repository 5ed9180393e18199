import { evaluationDue } from '../../account/evaluate-event.ts';
import { independently, type TryPiece } from '../../kernel/independently.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { DueItem, RestOfSweep } from '../../ports/sweep-queue.ts';
import { type SettlePorts, settleLeftClaim } from './settle-claim.ts';

/** So many pages an invocation, well within its time; the rest goes on in another one. */
const pagesAtOnce = 20;

type SweepPorts = SettlePorts & PortsWith<'due' | 'queue' | 'sweeps'>;

/**
 * Finds what time alone may change by now: asks routing to evaluate accounts, and settles claims without an answer. To run
 * every hour. An account stays due until its evaluation moves it, so what is lost on the way is found again, and what is asked
 * twice is the same event. Where nothing is due it costs one query. `rest`: where an earlier invocation left off. What fails is due again the
 * next hour, and stops nothing that is due after it.
 */
export const sweep = (ports: SweepPorts, rest?: RestOfSweep): Promise<{ asked: number }> =>
  independently(attempt => sweepPages(attempt, ports, rest));

const sweepPages = async (
  attempt: TryPiece,
  ports: SweepPorts,
  rest: RestOfSweep | undefined,
): Promise<{ asked: number }> => {
  const now = ports.clock.now();
  const by = rest?.by ?? now;
  let after: DueItem | undefined = rest?.after;
  let asked = 0;
  for (let pages = 0; pages < pagesAtOnce; pages++) {
    const { found, more } = await ports.due.find(by, after);
    const accounts = found.filter(({ delivery }) => delivery === undefined);
    await ports.queue.publishAll(accounts.map(({ account, dueAt }) => evaluationDue(account, dueAt, now)));
    for (const { account, delivery } of found)
      if (delivery) await attempt(() => settleLeftClaim(account, delivery, ports));
    asked += accounts.length;
    after = found.at(-1) ?? after;
    if (!more) return { asked };
  }
  if (after) await ports.sweeps.goOn({ by, after });
  return { asked };
};
