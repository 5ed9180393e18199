import type { PathPart } from '../moment.ts';
import { type Monitor, stays } from './monitor.ts';

export interface CountedWindow {
  most: number;
  days: number;
  counts(part: PathPart): boolean;
}

/** Any part that counts may be the first of the window: then the dates since it, and the parts that count in it, are counted. */
export const windowMonitor = ({ most, days, counts }: CountedWindow): Monitor => ({
  start: [],
  see: (memory, part, day) => {
    const [first, count = 0] = memory as readonly number[];
    if (first !== undefined && day - first >= days) return 'kept';
    if (!counts(part)) return stays(memory);
    if (count + 1 > most) return 'broken';
    return first === undefined ? { watches: [[day, 1], []] } : stays([first, count + 1]);
  },
  events: [],
  ends: false,
  wantsNoDelay: ({ length }) => length > 0,
});
