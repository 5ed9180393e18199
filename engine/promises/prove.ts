import type { StateMachineDefinition } from '../asl/asl.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { JourneyPromise } from '../definition/promise.ts';
import { courseOf } from './course.ts';
import type { Course, Moment, PathPart } from './moment.ts';
import type { Memory, Monitor } from './monitors/monitor.ts';
import { monitorOf } from './monitors.ts';

/** What happens on which day, in order. */
export type Example = readonly { day: number; happens: PathPart }[];

/** `broken`: the shortest way in which the promise is broken; on the plain calendar, where there is one. */
export type Proof = { moments: number } & ({ broken?: never } | { broken: Example });

/** A journey with its machine. `held`: classes that other journeys hold back. */
export interface Proven {
  definition: JourneyDefinition;
  machine: StateMachineDefinition;
  held: readonly MessageClass[];
}

/** Proves a promise of a journey, or finds how it is broken. */
export const prove = ({ definition, machine, held }: Proven, promise: JourneyPromise): Proof => {
  const monitor = monitorOf(promise);
  if (monitor.isSure?.(machine)) return { moments: 0 };
  const { events } = monitor;
  const plain = search(courseOf(definition, machine, { detours: false, held, events }), monitor);
  if (plain.broken) return plain;
  const all = search(courseOf(definition, machine, { detours: true, held, events }), monitor);
  return { ...all, moments: plain.moments + all.moments };
};

interface Seen {
  moment: Moment;
  memory: Memory;
  happens: PathPart;
  before?: Seen;
}

/** Breadth first, so that what it finds is the shortest. Moments that are alike are walked once. */
const search = ({ begins, movesFrom }: Course, monitor: Monitor): Proof => {
  const known = new Set<string>();
  let frontier: Seen[] = [];
  const watch = (happens: PathPart, day: number, memory: Memory, to: Moment | undefined, before?: Seen) => {
    const watched = monitor.see(memory, happens, to?.day ?? day);
    if (watched === 'broken')
      return exampleOf({ happens, moment: to ?? { ...(before as Seen).moment }, memory, ...(before && { before }) });
    if (watched === 'kept' || to === undefined) return undefined;
    for (const next of watched.watches) {
      const key = keyOf(to, next);
      if (known.has(key)) continue;
      known.add(key);
      frontier.push({ moment: to, memory: next, happens, ...(before && { before }) });
    }
    return undefined;
  };
  for (const { happens, to } of begins) {
    const broken = watch(happens, 0, monitor.start, to);
    if (broken) return { moments: known.size, broken };
  }
  while (frontier.length > 0) {
    const now = frontier;
    frontier = [];
    for (const seen of now) {
      const undelayed = monitor.wantsNoDelay?.(seen.memory) === true;
      for (const { happens, to } of movesFrom(seen.moment)) {
        if (undelayed && happens.is === 'day' && happens.holds !== undefined) continue;
        const broken = watch(happens, seen.moment.day, seen.memory, to, seen);
        if (broken) return { moments: known.size, broken };
      }
    }
  }
  return { moments: known.size };
};

const keyOf = (
  { state, day, due, held, lateBy, dates, movedOn, opened, facts, notes }: Moment,
  memory: Memory,
): string =>
  JSON.stringify([state, day, due, held, lateBy, dates, movedOn, opened, Object.entries(facts).sort(), notes, memory]);

const exampleOf = (last: Seen): Example => {
  const found: { day: number; happens: PathPart }[] = [];
  for (let seen: Seen | undefined = last; seen; seen = seen.before)
    found.unshift({ day: seen.moment.day, happens: seen.happens });
  return found;
};
