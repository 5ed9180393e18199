import type { PathPart } from '../moment.ts';
import { type Monitor, stays } from './monitor.ts';

export interface CountedWindow {
  most: number;
  days: number;
  counts(part: PathPart): boolean;
}

/** Any counted part may start the window; from then on, tracks the dates since it and the count within it. */
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
