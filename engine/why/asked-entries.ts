import type { AccountSnapshot } from '../account/account.ts';
import type { EntryRefusal } from '../account/entry-refusal.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import { accountTimezone } from '../account/profile.ts';
import type { RoutingInput } from '../account/routing.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { alternativesIn, enrollingEvent } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { describeEvents } from '../journey/explain/describe-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { triggerWhyOf } from '../triggers/why-of.ts';
import { accountThen } from './account-then.ts';
import { gatesOfEntry } from './entry-attempts.ts';
import { formatDay } from './format-clock.ts';
import { failing, type GateReport } from './gate-report.ts';
import { entryNeeds } from './rule-needs.ts';

/** An entry that was refused, or did not happen, decided once more on the stored rows. */
export interface AskedEntry {
  /** When what could have enrolled it happened; now, where nothing did. */
  at: Instant;
  /** Name of the event; `daymark.evaluate` where time asks. */
  event: string;
  /** Nothing of the kind happened: it is asked what an event now would meet. */
  isSupposed?: boolean;
  /** In the order in which they are asked. None fails where all that kept it out has changed since. */
  gates: readonly GateReport[];
  /** How often the same gates kept it out, of the events that are asked. */
  times: number;
}

type Entry = Omit<AskedEntry, 'times'>;

export interface EntriesAsked {
  snapshot: AccountSnapshot;
  journeys: readonly JourneyDefinition[];
  dateAttributes: readonly string[];
  /** Journeys that operators closed. */
  closed: ReadonlySet<string>;
  /** The last refusal of the journey that was kept. */
  refusal?: EntryRefusal | undefined;
  now: Instant;
  /** As far back as usage was read. */
  since: Instant;
}

/** So many of the last events of a name are asked. */
const lastEvents = 20;

/**
 * Events that came near to letting the account into the journey once more, the nearest first: fewest gates keep it out, or as
 * many, and it is later.
 */
export const askedEntries = (journey: JourneyDefinition, asked: EntriesAsked): AskedEntry[] => {
  const own = new Set(
    asked.snapshot.enrollments.flatMap(each => (each.journey === journey.id ? [each.trigger.id ?? ''] : [])),
  );
  const events = eventsFor(journey, asked).filter(({ id }) => !own.has(id));
  const looks = events.flatMap(event => looksOf(journey, event, asked));
  const supposed = looks.length === 0 ? supposedEntry(journey, asked) : [];
  const all = [...looks, ...supposed].sort(nearestFirst);
  const { refusal } = asked;
  const same = refusal && lastOf(looks, refusal);
  const refused = refusal ? [refusedEntry(refusal, same ?? all[0])] : [];
  const others = refusal ? looks.filter(each => each !== same) : all;
  const alike = Map.groupBy([...refused, ...others].sort(nearestFirst), ({ gates }) =>
    JSON.stringify(failing(gates).map(({ gate, needed }) => [gate, needed])),
  );
  return [...alike.values()].flatMap(([first, ...more]) => (first ? [{ ...first, times: 1 + more.length }] : []));
};

const nearestFirst = (a: Entry, b: Entry): number =>
  failing(a.gates).length - failing(b.gates).length || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

/** The event that was refused: it was decided on some time after it happened. */
const lastOf = (looks: readonly Entry[], { event, at }: EntryRefusal): Entry | undefined =>
  looks.filter(each => each.event === event && each.at <= at).sort((a, b) => (a.at < b.at ? 1 : -1))[0];

/** Those that its trigger looks at; that time passed is one of them. */
const eventsFor = (journey: JourneyDefinition, asked: EntriesAsked): DomainEvent[] => {
  const trigger = enrollingEvent(journey.enroll);
  if (trigger === undefined) return [eventNow(evaluateEvent, asked)];
  const names = [...new Set(alternativesIn(trigger).map(({ event }) => event))];
  return names.flatMap(name =>
    [...asked.snapshot.usage.of(name).between('', `${asked.now}~`)].slice(-lastEvents).map(mark => eventOf(mark)),
  );
};

const eventOf = ({ id, at, event, user, fields = {} }: UsageMark): DomainEvent => ({
  ...{ id, source: 'segment', name: event, occurredAt: at, receivedAt: at, fields },
  ...(user !== '' && { user }),
});

const eventNow = (name: string, { now }: EntriesAsked): DomainEvent => ({
  ...{ id: 'asked', source: 'daymark', name, occurredAt: now, receivedAt: now, fields: {} },
});

const inputOf = (event: DomainEvent, { snapshot, journeys, dateAttributes, closed, now }: EntriesAsked) => {
  const at = event.occurredAt;
  const then: RoutingInput = {
    ...{ event, journeys, dateAttributes, closed },
    snapshot: at < now ? accountThen(snapshot, at) : snapshot,
    now: at,
  };
  return then;
};

const looksOf = (journey: JourneyDefinition, event: DomainEvent, asked: EntriesAsked): Entry[] => {
  const input = inputOf(event, asked);
  const signals = input.snapshot.evaluation?.signals ?? {};
  const looks = triggerWhyOf(journey.enroll).looks(journey.enroll, {
    ...{ facts: [event], input, entries: [], signals, journey: journey.id },
  });
  return looks.map(({ fact, gates }) => ({
    at: fact.occurredAt,
    event: fact.name,
    gates: [...gates, ...gatesOfEntry(journey, fact, input)],
  }));
};

/** As if the event came now that never did. */
const supposedEntry = (journey: JourneyDefinition, asked: EntriesAsked): Entry[] => {
  const trigger = enrollingEvent(journey.enroll);
  const names = trigger ? [...new Set(alternativesIn(trigger).map(({ event }) => event))] : [];
  const since = formatDay(asked.since, accountTimezone(asked.snapshot.profile));
  const event = eventNow(names[0] ?? 'daymark.enroll', asked);
  const needed = trigger
    ? describeEvents(names.map(event => ({ kind: 'event', event, where: [] })))
    : entryNeeds('daymark.enroll');
  return [
    {
      ...{ at: asked.now, event: event.name, isSupposed: true },
      gates: [
        { gate: 'trigger', passed: false, needed, was: trigger ? `not since ${since}` : 'none did' },
        ...gatesOfEntry(journey, event, inputOf(event, asked)),
      ],
    },
  ];
};

/** The stored gate decides, regardless of its answer by now. */
const refusedEntry = ({ gate, event, at }: EntryRefusal, same: Entry | undefined): Entry => {
  const told = (same?.gates ?? []).map(each =>
    each.gate === 'trigger' && same?.isSupposed ? { ...each, passed: true, was: 'it happened' } : each,
  );
  if (failing(told).some(each => each.gate === gate)) return { at, event, gates: told };
  const known = told.find(each => each.gate === gate);
  const was = known ? `not so then; now: ${known.was}` : 'not so';
  const kept: GateReport = { gate, passed: false, needed: known?.needed ?? entryNeeds(gate), was };
  return { at, event, gates: known ? told.map(each => (each === known ? kept : each)) : [...told, kept] };
};
