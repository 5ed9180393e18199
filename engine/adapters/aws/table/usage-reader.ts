import type { UsageMark } from '../../../account/usage-mark.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { memoize } from '../../../kernel/memoize.ts';
import { isAlive } from '../../../ports/retention.ts';
import { marksFromItem } from './rows/day.ts';
import type { StoredItem } from './stored-item.ts';

/** Gathers marks item by item at about 100 bytes each, so that a million fit into a function's memory. */
export const usageReader = (now: Instant, isWanted: (mark: UsageMark) => boolean = () => true) => {
  const marks: UsageMark[] = [];
  // Interns names: there are few events and users to many marks.
  const shared = memoize(own);
  return {
    marks,
    add: (item: StoredItem): void => {
      if (!isAlive(item, now)) return;
      for (const { at, event, user, id, fields } of marksFromItem(item).filter(isWanted))
        marks.push({ at: own(at), event: shared(event), user: shared(user), id: own(id), ...(fields && { fields }) });
    },
  };
};

/** Copies the text: a slice would keep the whole original in memory. */
const own = (part: string): string => Buffer.from(part).toString();
