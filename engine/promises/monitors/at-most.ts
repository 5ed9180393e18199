import type { CountedTouches, PromiseOf } from '../../definition/promise.ts';
import type { PathPart } from '../moment.ts';
import { mostTouches } from '../most-touches.ts';
import type { Monitor } from './monitor.ts';
import { windowMonitor } from './window.ts';

export const atMostMonitor = ({ most, of, days }: PromiseOf<'atMost'>): Monitor => ({
  ...windowMonitor({ most, days, counts: part => isCounted(part, of) }),
  isSure: machine => mostTouches(machine, of) <= most,
});

/** True if the part is a sent touch of the counted kind. */
export const isCounted = (part: PathPart, { channel, class: messageClass }: CountedTouches): boolean =>
  'channel' in part &&
  part.outcome === 'sent' &&
  (channel === undefined || part.channel === channel) &&
  (messageClass === undefined || part.class === messageClass);
