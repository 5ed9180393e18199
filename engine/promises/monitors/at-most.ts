import type { CountedTouches, PromiseOf } from '../../definition/promise.ts';
import type { PathPart } from '../moment.ts';
import { mostTouches } from '../most-touches.ts';
import { type Monitor, stays } from './monitor.ts';

/** Any touch may be the first of the window that is looked at: then the dates since it, and the touches in it, are counted. */
export const atMostMonitor = ({ most, of, days }: PromiseOf<'atMost'>): Monitor => ({
  start: [],
  see: (memory, part, day) => {
    const [first, count = 0] = memory as readonly number[];
    if (first !== undefined && day - first >= days) return 'kept';
    if (!isCounted(part, of)) return stays(memory);
    if (count + 1 > most) return 'broken';
    return first === undefined ? { watches: [[day, 1], []] } : stays([first, count + 1]);
  },
  events: [],
  isSure: machine => mostTouches(machine, of) <= most,
  wantsNoDelay: ({ length }) => length > 0,
});

/** Is it a touch of those that are counted? */
export const isCounted = (part: PathPart, { channel, class: messageClass }: CountedTouches): boolean =>
  'channel' in part &&
  part.outcome === 'sent' &&
  (channel === undefined || part.channel === channel) &&
  (messageClass === undefined || part.class === messageClass);
