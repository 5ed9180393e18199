import type { PromiseOf } from '../../definition/promise.ts';
import { isAlways, mayBe } from '../covers.ts';
import { isDeed } from './deed-in.ts';
import { eventIn, type Memory, type Monitor, stays } from './monitor.ts';

/** Picks one of the events nondeterministically, then waits for the promised action. */
export const alwaysMonitor = ({ on, leadsTo, days, unless }: PromiseOf<'always'>): Monitor => ({
  start: [],
  see: (memory, part, day) => {
    const event = eventIn(part);
    const begins = memory.length === 0 && event !== undefined && mayBe(event, on);
    if (isDeed(part, leadsTo)) return 'kept';
    if (event && unless.some(other => isAlways(event, other))) return 'kept';
    const since = begins ? day : (memory as readonly number[])[0];
    if (since === undefined) return stays(memory);
    const isOver = part.is === 'completed' || part.is === 'exited';
    if (isOver || (days !== undefined && day - since > days)) return 'broken';
    const watching: Memory = days === undefined ? [0] : [since];
    return begins ? { watches: [watching, memory] } : stays(watching);
  },
  events: [on],
  ends: true,
});
