import { instant } from '../kernel/instant.ts';
import type { Mailbox } from '../local/mailbox.ts';
import type { SuppressionList } from '../ports/suppression-list.ts';
import type { ListedAddress } from '../sending/listed-address.ts';

/** The addresses that the world's mailbox suppresses, in one page. */
export const memorySuppressionList = (mailbox: Mailbox): SuppressionList => ({
  pages: async function* ({ from, to }) {
    const since = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
    yield [...mailbox.suppressed()]
      .filter(([, { at }]) => at >= since && at < Date.parse(to))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([email, { reason, at }]): ListedAddress => ({
          email,
          reason: reason === 'COMPLAINT' ? 'complained' : 'bounced',
          at: instant(at),
        }),
      );
  },
});
