import { profileEvent } from '../account/event.ts';
import type { Marks } from '../account/marks.ts';
import { type Usage, usageOf } from '../account/usage.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { KeyFeatures, Quantity } from '../definition/condition.ts';
import { alternativesIn } from '../definition/enrolled-by.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { EvaluationContext } from './condition-kind.ts';
import { matches } from './matches.ts';
import { type Counted, countedAt, type Span } from './windows.ts';

type Of<Kind extends Quantity['of']> = Extract<Quantity, { of: Kind }>;

interface QuantityKind<Kind extends Quantity['of']> {
  /** The marks that it is made of. */
  marks: (quantity: Of<Kind>, context: EvaluationContext) => Marks;
  /** Users are counted once each, events every time. */
  isOfUsers: boolean;
  events: (quantity: Of<Kind>) => readonly string[];
  /** Its name in evidence. */
  name: (quantity: Of<Kind>) => string;
}

const kinds: { [Kind in Quantity['of']]: QuantityKind<Kind> } = {
  events: { marks: marksOfAny, isOfUsers: false, events: namesOf, name: quantity => listed(namesOf(quantity)) },
  featureUse: {
    marks: ({ features }, { usage }) => featuresIn(features)(usage),
    isOfUsers: false,
    events: ({ features }) => Object.values(features),
    name: () => 'featureUse',
  },
  users: {
    marks: marksOfAny,
    isOfUsers: true,
    events: namesOf,
    name: quantity => `users of ${listed(namesOf(quantity))}`,
  },
  activeUsers: {
    marks: ({ except }, { usage }) => activity(usage, except),
    isOfUsers: true,
    events: () => [anyEvent],
    name: () => 'activeUsers',
  },
};

/** Stands for events of any name, in the answers of conditions on any activity. */
export const anyEvent = '*';

const kindOf = (quantity: Quantity) => kinds[quantity.of] as QuantityKind<Quantity['of']>;

/** The marks that a quantity is made of. */
export const marksOf = (quantity: Quantity, context: EvaluationContext): Marks =>
  kindOf(quantity).marks(quantity, context);

export const measureQuantity = (quantity: Quantity, [from, until]: Span, context: EvaluationContext): number => {
  const marks = marksOf(quantity, context);
  return kindOf(quantity).isOfUsers ? marks.users(from, until).size : marks.count(from, until);
};

/** The events or users that are counted: an event at its time, a user at the time of their last event. */
export const countedIn = (quantity: Quantity, [from, until]: Span, context: EvaluationContext): Counted => {
  const marks = marksOf(quantity, context);
  return kindOf(quantity).isOfUsers
    ? countedAt(marks.users(from, until).values())
    : eventsCounted(marks, [from, until]);
};

/** Every mark, at its time. */
export const eventsCounted = (marks: Marks, [from, until]: Span): Counted => ({
  size: marks.count(from, until),
  nth: index => marks.nth(from, index)?.at,
});

/** Names of the events that may change a quantity; `anyEvent` is all. */
export const quantityEvents = (quantity: Quantity): readonly string[] => kindOf(quantity).events(quantity);

export const quantityName = (quantity: Quantity): string => kindOf(quantity).name(quantity);

/** Events of people. Account attributes are set by machines, and the events of `except` happen to a user. */
export const activity = (usage: Usage, except: readonly string[]): Marks =>
  usage.where(
    `activity, not ${except.join()}`,
    ({ user, event }) => user !== '' && event !== profileEvent && !except.includes(event),
  );

/** Marks of an event that pass its tests. */
export const marksOfEvent = (event: EventTrigger, context: EvaluationContext): Marks =>
  marksOfAny(onlyEvent(event), context);

const onlyEvent = memoizeByObject((event: EventTrigger) => ({ events: [event] }));

function marksOfAny({ events }: Pick<Of<'events'>, 'events'>, { usage, enrollment }: EvaluationContext): Marks {
  const { named, tests, isOfEnrollment } = eventsIn(events);
  const marks = named(usage);
  if (tests === undefined) return marks;
  const passes = ({ event, fields = {} }: UsageMark) =>
    events.some(each => matches(each, { name: event, fields }, enrollment?.trigger.fields));
  return isOfEnrollment ? usageOf([...marks].filter(passes)) : marks.where(tests, passes);
}

/** The marks of these events before any test, a name for their tests, and whether the tests depend on the enrollment. */
const eventsIn = memoizeByObject((events: readonly EventTrigger[]) => {
  const triggers = events.flatMap(alternativesIn);
  const tests = triggers.flatMap(({ where }) => where);
  return {
    named: ofAny(triggers.map(({ event }) => event)),
    tests: tests.length === 0 ? undefined : JSON.stringify(triggers),
    isOfEnrollment: tests.some(({ comparison }) => comparison === 'matchesTrigger'),
  };
});

const featuresIn = memoizeByObject((features: KeyFeatures) => ofAny(Object.values(features)));

function namesOf({ events }: Of<'events' | 'users'>): readonly string[] {
  return events.flatMap(alternativesIn).map(({ event }) => event);
}

const ofAny = (events: readonly string[]): ((usage: Usage) => Marks) => {
  const names = new Set(events.toSorted());
  const [only = ''] = names;
  if (names.size === 1) return usage => usage.of(only);
  const name = `any of ${JSON.stringify([...names])}`;
  return usage => usage.where(name, ({ event }) => names.has(event));
};

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ');
