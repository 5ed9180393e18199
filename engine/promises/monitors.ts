import type { JourneyPromise, PromiseKind, PromiseOf } from '../definition/promise.ts';
import { alwaysMonitor } from './monitors/always.ts';
import { atMostMonitor } from './monitors/at-most.ts';
import type { Monitor } from './monitors/monitor.ts';
import { neverMonitor } from './monitors/never.ts';

const byKind: { [Kind in PromiseKind]: (promise: PromiseOf<Kind>) => Monitor } = {
  atMost: atMostMonitor,
  never: neverMonitor,
  always: alwaysMonitor,
};

/** Watches one enrollment for a break of the promise. */
export const monitorOf = (promise: JourneyPromise): Monitor =>
  (byKind[promise.kind] as (promise: JourneyPromise) => Monitor)(promise);
