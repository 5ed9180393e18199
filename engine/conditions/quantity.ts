import type { UsageMark } from '../account/account.ts';
import { profileEvent } from '../billing/stated-attributes.ts';
import type { Quantity } from '../definition/condition.ts';
import { alternativesIn } from '../definition/trigger-events.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EvaluationContext } from './condition-kind.ts';
import { matches } from './matches.ts';

type Of<Kind extends Quantity['of']> = Extract<Quantity, { of: Kind }>;

interface QuantityKind<Kind extends Quantity['of']> {
  /** Is the mark one of those that it is made of? */
  counts: (quantity: Of<Kind>, mark: UsageMark, context: EvaluationContext) => boolean;
  /** Users are counted once each, events every time. */
  isOfUsers: boolean;
  events: (quantity: Of<Kind>) => readonly string[];
  /** What evidence calls it. */
  name: (quantity: Of<Kind>) => string;
}

const kinds: { [Kind in Quantity['of']]: QuantityKind<Kind> } = {
  events: { counts: isOneOf, isOfUsers: false, events: namesOf, name: of => listed(namesOf(of)) },
  featureUse: {
    counts: ({ features }, { event }) => Object.values(features).includes(event),
    isOfUsers: false,
    events: ({ features }) => Object.values(features),
    name: () => 'featureUse',
  },
  users: { counts: isOneOf, isOfUsers: true, events: namesOf, name: of => `users of ${listed(namesOf(of))}` },
  activeUsers: {
    counts: ({ except }, mark) => isActivity(mark, except),
    isOfUsers: true,
    events: () => [anyEvent],
    name: () => 'activeUsers',
  },
};

/** Stands for events of any name, in the answers of conditions on any activity. */
export const anyEvent = '*';

const kindOf = (quantity: Quantity) => kinds[quantity.of] as QuantityKind<Quantity['of']>;

/** The marks that a quantity is made of. */
export const marksOf = (quantity: Quantity, marks: readonly UsageMark[], context: EvaluationContext): UsageMark[] => {
  const { counts } = kindOf(quantity);
  return marks.filter(mark => counts(quantity, mark, context));
};

/** The last instant of each thing that is counted: of an event its own, of a user that of the last event. */
export const instantsOf = (
  quantity: Quantity,
  marks: readonly UsageMark[],
  context: EvaluationContext,
): readonly Instant[] => {
  const counted = marksOf(quantity, marks, context);
  if (!kindOf(quantity).isOfUsers) return counted.map(({ at }) => at);
  return lastBy(
    counted.filter(({ user }) => user !== ''),
    ({ user }) => user,
  );
};

export const measureQuantity = (quantity: Quantity, marks: readonly UsageMark[], context: EvaluationContext): number =>
  instantsOf(quantity, marks, context).length;

/** The last instant of each name. */
export const lastBy = (marks: readonly UsageMark[], name: (mark: UsageMark) => string): Instant[] => {
  const last = new Map<string, Instant>();
  for (const mark of marks) if ((last.get(name(mark)) ?? '') < mark.at) last.set(name(mark), mark.at);
  return [...last.values()];
};

/** Names of the events that may change a quantity; `anyEvent` is all. */
export const quantityEvents = (quantity: Quantity): readonly string[] => kindOf(quantity).events(quantity);

export const quantityName = (quantity: Quantity): string => kindOf(quantity).name(quantity);

/** Did a person do it? What accounts are is said by machines, and some events happen to a user. */
export const isActivity = ({ user, event }: UsageMark, except: readonly string[]): boolean =>
  user !== '' && event !== profileEvent && !except.includes(event);

function isOneOf({ events }: Of<'events' | 'users'>, mark: UsageMark, { enrollment }: EvaluationContext): boolean {
  const event = { name: mark.event, fields: mark.fields ?? {} };
  return events.some(each => matches(each, event, enrollment?.trigger.fields));
}

function namesOf({ events }: Of<'events' | 'users'>): readonly string[] {
  return events.flatMap(alternativesIn).map(({ event }) => event);
}

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ');
