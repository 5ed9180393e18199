import type { DomainEvent } from '../../../account/event.ts';
import { afterTaskAct, isAlive } from '../../../ports/retention.ts';
import type { TaskActs } from '../../../ports/task-acts.ts';
import { taskActKey } from './keys-of-people.ts';
import { putFirst } from './put-first.ts';
import { content } from './stored-item.ts';
import type { Table } from './table.ts';
import { itemAt } from './table.ts';

export const tableTaskActs = (table: Table): TaskActs => ({
  asked: async (of, now) => {
    const item = await itemAt(table, taskActKey(of));
    return item && isAlive(item, now) ? content<DomainEvent>(item) : undefined;
  },
  ask: (of, event, now) => putFirst<DomainEvent>(table, taskActKey(of), event, { expiresAt: afterTaskAct(now), now }),
});
