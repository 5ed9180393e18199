import { hash } from 'node:crypto';
import type { Change } from '../../account/change.ts';
import type { Delivery } from '../../account/delivery.ts';
import type { DomainEvent } from '../../account/event.ts';
import type { Figures } from '../../account/medians.ts';
import type { Load, OpenTasks, RoutingReason } from '../../account/routing.ts';
import { taskList } from '../../account/task.ts';
import type { GuardVerdict } from '../../account/telemetry-guard.ts';
import type { CalendarDate, Instant } from '../../kernel/instant.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { Decisions } from '../../ports/decisions.ts';
import { refusedEntries } from '../../routing/entry-gates.ts';
import { type DayFigures, utcDay } from '../../sending/brake.ts';
import { planOf } from '../../signals/plan-figures.ts';

/** What an account wrote to the state that accounts share, and which journeys it may have entered. */
export interface OwnCrossings {
  /** Hash of its parts in the counts of the telemetry guard, and of the room that it took in campaigns, with their instants. */
  writes: string;
  /**
   * Each write of its figures among those of its plan: `[at, plan, row]`, or `[at, plan]` where it left the plan.
   */
  figures: string[];
  /** Each write of a task: its instant, the task, its owner, and the owner's list that it is in. */
  tasks: string[];
  /** Sends of each journey by UTC day, and what came of them. */
  sends: Map<string, Map<string, DayFigures>>;
  /** Journeys whose triggers took one of its events, whether it entered or a rule kept it out. */
  asked: Set<string>;
}

/** A question to the state that accounts share. */
export interface SharedRead {
  account: string;
  at: Instant;
}

/** How many open tasks somebody had when a decision asked. */
export interface LoadRead extends SharedRead {
  owner: string;
  open: OpenTasks;
  /** How many writes of tasks of its own came before. */
  written: number;
}

/** An answer that is made when the first account asks, and is the same for all from then on. */
export interface LastingAnswer<Value> {
  value: Value;
  asked: SharedRead[];
}

/** All that crossed accounts in a play. */
export interface Crossings {
  own: Map<string, OwnCrossings>;
  loads: LoadRead[];
  /** The medians of a plan on a day, by `medianKey`. */
  medians: Map<string, LastingAnswer<Figures>>;
  /** The telemetry guard's verdict on a week of a journey, by `guardedWeekKey`. */
  verdicts: Map<string, LastingAnswer<GuardVerdict>>;
}

/**
 * A part of the crossings of another play, and the accounts that were told otherwise and must be played again; or why it
 * cannot be told.
 */
export type CrossingsPart<Part> = (Part & { stale: ReadonlySet<string> }) | { whole: string };

export const newCrossings = (): Crossings => ({ own: new Map(), loads: [], medians: new Map(), verdicts: new Map() });

export const medianKey = (plan: string, day: CalendarDate): string => `${day} ${plan}`;
export const planAndDay = (key: string): { day: CalendarDate; plan: string } => ({
  day: key.slice(0, 10),
  plan: key.slice(11),
});

/** Records what crosses accounts in a world from now on. */
export const recordCrossings = (world: MemoryWorld, crossings: Crossings): MemoryWorld => {
  world.watchers.push(readsInto(crossings, world.now));
  return {
    ...world,
    connect: (...given) => {
      const ports = world.connect(...given);
      return { ...ports, accounts: noted(ports.accounts, crossings, world.now) };
    },
  };
};

const noted = (accounts: Accounts, crossings: Crossings, now: () => Instant): Accounts => ({
  ...accounts,
  commit: async (account, changes) => {
    await accounts.commit(account, changes);
    for (const change of changes) note(change, ownOf(crossings, account), now());
  },
});

const note = (change: Change, own: OwnCrossings, at: Instant): void => {
  const noteIt = notes[change.kind] as ((change: Change, own: OwnCrossings, at: Instant) => void) | undefined;
  noteIt?.(change, own, at);
};

/** What each kind of change writes to the state that accounts share; the others write to their account alone. */
const notes: {
  readonly [Kind in Change['kind']]?: (change: Extract<Change, { kind: Kind }>, own: OwnCrossings, at: Instant) => void;
} = {
  task: ({ task }, own, at) => own.tasks.push(JSON.stringify([at, task.id, task.owner, taskList(task)])),
  planFigures: ({ plan, at: counted, figures, former }, own, at) =>
    own.figures.push(JSON.stringify([at, plan, { at: counted, figures, former }])),
  leavePlan: ({ plan }, own, at) => own.figures.push(JSON.stringify([at, plan])),
  evaluation: ({ counts = [] }, own, at) => counts.length > 0 && addWrite(own, at, counts),
  claim: ({ delivery, counts }, own) => counts && countSend(own, delivery, 'sent'),
  unwelcome: ({ delivery, fact }, own) => countSend(own, delivery, fact),
};

const countSend = (
  { sends }: OwnCrossings,
  { journey, claimedAt }: Pick<Delivery, 'journey' | 'claimedAt'>,
  what: keyof DayFigures,
): void => {
  const days = sends.get(journey) ?? new Map<string, DayFigures>();
  sends.set(journey, addedDays(days, [[utcDay(claimedAt), { ...noSends, [what]: 1 }]]));
};

const noSends: DayFigures = { sent: 0, bounced: 0, complained: 0 };

/** The figures of days with those of others added. */
export const addedDays = (
  days: ReadonlyMap<string, DayFigures>,
  more: Iterable<readonly [string, DayFigures]>,
): Map<string, DayFigures> => {
  const sum = new Map(days);
  for (const [day, { sent, bounced, complained }] of more) {
    const known = sum.get(day) ?? noSends;
    sum.set(day, {
      sent: known.sent + sent,
      bounced: known.bounced + bounced,
      complained: known.complained + complained,
    });
  }
  return sum;
};

const readsInto = (crossings: Crossings, now: () => Instant): Decisions => {
  const { loads, medians: allMedians, verdicts } = crossings;
  const readLoad = (account: string, load: Load = new Map()): void => {
    const written = ownOf(crossings, account).tasks.length;
    for (const [owner, open] of load) loads.push({ account, at: now(), owner, open, written });
  };
  const readAnswer = <Value>(
    answers: Map<string, LastingAnswer<Value>>,
    account: string,
    key: string,
    value: Value,
  ): void => {
    const known = answers.get(key) ?? { value, asked: [] };
    answers.set(key, known);
    known.asked.push({ account, at: now() });
  };
  return {
    routed: ({ input: { event, snapshot, load, guards, rooms } }, { reasons }) => {
      const { account } = snapshot;
      for (const journey of askedIn({ ...event, account }, reasons)) ownOf(crossings, account).asked.add(journey);
      readLoad(account, load);
      for (const [week, verdict] of guards ?? []) readAnswer(verdicts, account, week, verdict);
      if (rooms === undefined) return;
      addWrite(ownOf(crossings, account), now(), [...rooms]);
    },
    touched: ({ account }, { snapshot: { medians, profile } }) => {
      const plan = planOf(profile);
      if (medians && plan !== undefined) readAnswer(allMedians, account, medianKey(plan, utcDay(now())), medians);
    },
    taken: ({ account }, seen) => readLoad(account, (seen as { load?: Load }).load),
  };
};

const askedIn = (event: DomainEvent & { account: string }, reasons: readonly RoutingReason[]): string[] => [
  ...reasons.flatMap(({ did, journey }) => (did === 'enrolled' && journey !== undefined ? [journey] : [])),
  ...refusedEntries(event, reasons, event.receivedAt).map(({ journey }) => journey),
];

const ownOf = ({ own }: Crossings, account: string): OwnCrossings => {
  const known = own.get(account) ?? { writes: '', figures: [], tasks: [], sends: new Map(), asked: new Set() };
  own.set(account, known);
  return known;
};

const addWrite = (own: OwnCrossings, at: Instant, what: unknown): void => {
  own.writes = hash('sha1', `${own.writes}\n${at} ${JSON.stringify(what)}`, 'base64');
};

/** The same crossings in an order that does not depend on what crossed when. */
export const orderedCrossings = ({ own, loads, medians, verdicts }: Crossings): Crossings => ({
  own: new Map([...own].sort(byKey)),
  loads: [...loads].sort(byRead),
  medians: inOrder(medians),
  verdicts: inOrder(verdicts),
});

const inOrder = <Value>(answers: ReadonlyMap<string, LastingAnswer<Value>>): Map<string, LastingAnswer<Value>> =>
  new Map(
    [...answers]
      .sort(byKey)
      .map(([key, { value, asked }]) => [key, { value, asked: [...asked].sort(byRead) }] as const),
  );

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const byRead = (a: SharedRead & { owner?: string }, b: SharedRead & { owner?: string }): number =>
  placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0;

const placeOf = ({ at, account, owner = '' }: SharedRead & { owner?: string }): string => `${at} ${account} ${owner}`;

/** Who asks, in a play of all in which these accounts ask as in `again`. */
export const askedAfter = (
  all: ReadonlyMap<string, LastingAnswer<unknown>>,
  again: ReadonlyMap<string, LastingAnswer<unknown>>,
  accounts: ReadonlySet<string>,
): [key: string, asked: SharedRead[]][] =>
  [...new Set([...all.keys(), ...again.keys()])].flatMap((key): [string, SharedRead[]][] => {
    const asked = [
      ...(all.get(key)?.asked ?? []).filter(({ account }) => !accounts.has(account)),
      ...(again.get(key)?.asked ?? []).filter(({ account }) => accounts.has(account)),
    ];
    return asked.length > 0 ? [[key, asked]] : [];
  });

/** Those that asked when the answer was made. */
export const firstAskers = (asked: readonly SharedRead[]): SharedRead[] => {
  const sorted = [...asked].sort(byRead);
  return sorted.filter(({ at }) => at === sorted[0]?.at);
};
