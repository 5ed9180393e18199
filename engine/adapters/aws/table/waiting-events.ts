import type { DomainEvent } from '../../../account/event.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { Clock } from '../../../ports/ports.ts';
import { isAlive } from '../../../ports/retention.ts';
import type { WaitingEvents } from '../../../ports/waiting-events.ts';
import { waitingPartition } from './keys.ts';
import { content } from './stored-item.ts';
import { pagesUnder, type Table } from './table.ts';

export const tableWaitingEvents = (table: Table, clock: Clock): WaitingEvents => ({
  find: async (owner, { atMost } = { atMost: Number.POSITIVE_INFINITY }) => {
    const now = clock.now();
    const found: DomainEvent[] = [];
    for await (const page of pagesUnder(table, waitingPartition(owner), sortKey.waiting)) {
      found.push(...page.filter(item => isAlive(item, now)).map(item => content<DomainEvent>(item)));
      if (found.length >= atMost) break;
    }
    return found.slice(0, atMost);
  },
});
