import type { StateMachineDefinition } from '../asl/asl.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { JourneyPromise } from '../definition/promise.ts';
import { memoizeAbout } from '../kernel/memoize.ts';
import { courseOf } from './course.ts';
import type { Course, Moment, PathPart } from './moment.ts';
import type { Memory, Monitor } from './monitors/monitor.ts';
import { monitorOf } from './monitors.ts';

/** The parts of a path in order with their days, and the facts decided about the enrolling event by then. */
export type Example = readonly { day: number; happens: PathPart; facts?: Moment['facts'] }[];

/** `broken`: the shortest path that breaks the promise, preferably on the plain calendar. */
export type Proof = { moments: number } & ({ broken?: never } | { broken: Example });

/** A journey with its machine. `held`: classes that other journeys hold back. */
export interface Proven {
  definition: JourneyDefinition;
  machine: StateMachineDefinition;
  held: readonly MessageClass[];
}

/** Proves a promise of a journey, or finds a path that breaks it. */
export const prove = memoizeAbout(
  (proven: Proven, promise: JourneyPromise): Proof => proveBy(proven, monitorOf(promise)),
);

/** Proves that a monitor is never broken, or finds a path that breaks it. */
export const proveBy = ({ definition, machine, held }: Proven, monitor: Monitor): Proof => {
  if (monitor.isSure?.(machine)) return { moments: 0 };
  const { events, ends } = monitor;
  const plain = search(courseOf(definition, machine, { detours: false, held, events, ends }), monitor);
  if (plain.broken) return plain;
  const all = search(courseOf(definition, machine, { detours: true, held, events, ends }), monitor);
  return { ...all, moments: plain.moments + all.moments };
};

interface Seen {
  moment: Moment;
  memory: Memory;
  happens: PathPart;
  before?: Seen;
}

/** Breadth-first, so that the path found is the shortest. Equal moments are explored once. */
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

const keyOf = (moment: Moment, memory: Memory): string => {
  const { state, day, due, held, lateBy, dates, movedOn = '', opened, facts, notes } = moment;
  return `${state}|${day}|${due}|${held}|${lateBy}|${movedOn}|${opened.join()}|${memory.join()}|${textOf(dates)}|${textOf(facts)}|${textOf(notes)}`;
};

/** Cached, because moments share these objects. */
const textOf = (record: Readonly<Record<string, unknown>>): string => {
  const known = texts.get(record);
  if (known !== undefined) return known;
  const text = JSON.stringify(Object.entries(record).sort());
  texts.set(record, text);
  return text;
};

const texts = new WeakMap<object, string>();

const exampleOf = (last: Seen): Example => {
  const found: Example[number][] = [];
  for (let seen: Seen | undefined = last; seen; seen = seen.before)
    found.unshift({ day: seen.moment.day, happens: seen.happens, facts: seen.moment.facts });
  return found;
};
