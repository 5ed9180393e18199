import type { Enrollments } from '../../../ports/enrollments.ts';
import { enrollmentKey } from './keys.ts';
import { recordSeenEvent } from './record-seen-event.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { itemsAt, type Table } from './table.ts';

export const tableEnrollments = (table: Table): Enrollments => ({
  find: async (account, ids) => {
    const wanted = [...new Set(ids)];
    const found = await itemsAt(
      table,
      wanted.map(id => enrollmentKey(account, id)),
    );
    const byId = new Map(found.map(enrollmentFromItem).map(enrollment => [enrollment.id, enrollment]));
    return wanted.flatMap(id => byId.get(id) ?? []);
  },
  see: (account, enrollment, flag, at) => recordSeenEvent(table, account, enrollment, flag, at),
});
