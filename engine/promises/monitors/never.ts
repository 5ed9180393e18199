import type { PromiseOf } from '../../definition/promise.ts';
import { mayBe } from '../covers.ts';
import { isDeed } from './deed-in.ts';
import { eventIn, type Monitor, stays } from './monitor.ts';

export const neverMonitor = ({ what, after }: PromiseOf<'never'>): Monitor => ({
  start: [],
  see: (memory, part) => {
    const event = eventIn(part);
    const now = event && mayBe(event, after) ? ['seen'] : memory;
    return now.length > 0 && isDeed(part, what) ? 'broken' : stays(now);
  },
  events: [after],
  ends: false,
});
