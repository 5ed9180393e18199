import type { UsageMark } from '../../../account/account.ts';
import { byMark } from '../../../account/mark-order.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { memoize } from '../../../kernel/memoize.ts';
import { isAlive } from '../../../ports/retention.ts';
import { marksFromItem } from './rows/day.ts';
import type { StoredItem } from './stored-item.ts';

/**
 * Gathers usage item by item at about 100 bytes a mark, so that a million fit into a function's memory. `read` returns it in
 * order of time; an event that was sent twice with different times or fields counts once.
 */
export const usageReader = (since: Instant, now: Instant, isWanted: (mark: UsageMark) => boolean = () => true) => {
  const marks: UsageMark[] = [];
  // Interns names: there are few events and users to many marks.
  const shared = memoize(own);
  return {
    add: (item: StoredItem): void => {
      if (!isAlive(item, now)) return;
      for (const { at, event, user, id, fields } of marksFromItem(item).filter(isWanted))
        marks.push({ at: own(at), event: shared(event), user: shared(user), id: own(id), ...(fields && { fields }) });
    },
    read: (): UsageMark[] => {
      marks.sort(byMark);
      const known = new Set<string>();
      return marks.filter(({ id, at }) => {
        if (known.size === known.add(id).size) return false;
        return at >= since;
      });
    },
  };
};

/** Copies the text: a slice would keep the whole original in memory. */
const own = (part: string): string => Buffer.from(part).toString();
