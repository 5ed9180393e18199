import { compareAmount, compareShare } from '../../conditions/compare.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { Condition, Quantity } from '../../definition/condition.ts';
import { plusDays } from '../../definition/dates.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import { type EventTriggerFields, fieldsPassing } from './fields-passing.ts';
import { passingValue } from './passing-value.ts';

/** Sets an attribute (`says`), or has `users` users each send an event (`does`) `times` times. */
export type Act =
  | { says: string; value: Scalar }
  | { does: string; fields: Readonly<Record<string, Scalar>>; users: number; times: number };

/** The acts that make a condition hold, or not hold, on that day; `undefined` if no events can. */
export const eventsToMeet = (
  condition: Condition,
  holds: boolean,
  on: { catalog: CatalogData; today: CalendarDate },
): readonly Act[] | undefined =>
  (byKind[condition.kind] as (condition: Condition, holds: boolean, on: On) => readonly Act[] | undefined)(
    condition,
    holds,
    on,
  );

type On = Parameters<typeof eventsToMeet>[2];
type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** Conditions that need weeks, people or money are false without any act, and are never made true. */
const unlessWanted = (_: Condition, holds: boolean): readonly Act[] | undefined => (holds ? undefined : []);

const byKind: {
  [Kind in Condition['kind']]: (condition: Of<Kind>, holds: boolean, on: On) => readonly Act[] | undefined;
} = {
  attribute: ({ name, comparison, value }, holds, { catalog }) => {
    const asked = [{ comparison, value, holds }];
    return said(name, passingValue(asked, catalog.accountAttributes[name], catalog.accountBounds?.[name]));
  },
  // The enrolling event says it.
  trigger: () => [],
  used: ({ event }, holds) => (holds ? [does(event)] : []),
  count: ({ event, comparison, value }, holds) => {
    const times = countFor(value, count => compareAmount(count, comparison, value) === holds);
    return times === undefined ? undefined : repeated(event, times);
  },
  amount: ({ quantity, comparison, value }, holds, { catalog }) => {
    const count = countFor(value, each => compareAmount(each, comparison, value) === holds);
    if (count === undefined || count === 0) return count === undefined ? undefined : [];
    const [event, fields = {}] = counted(quantity, catalog);
    if (event === undefined) return undefined;
    const isOfUsers = quantity.of === 'users' || quantity.of === 'activeUsers';
    return [{ does: event, fields, users: isOfUsers ? count : 1, times: isOfUsers ? 1 : count }];
  },
  adoption: ({ features, comparison, basisPoints }, holds) => {
    const events = Object.values(features);
    const used = countFor(
      events.length,
      count => compareShare(count, events.length, { comparison, basisPoints }) === holds,
    );
    return used === undefined ? undefined : events.slice(0, used).map(event => does(event));
  },
  reading: ({ event, field, comparison, value }, holds) => {
    const read = passingValue([{ comparison, value, holds }], 'number');
    return typeof read === 'number' ? [does(event.event, { ...fieldsPassing(event), [field]: read })] : undefined;
  },
  dated: ({ name, is, days }, holds, { today }) =>
    said(name, plusDays(today, is === 'past' ? (holds ? -1 : 1) : holds ? days : days + 1)),
  goal: ({ is, days, target, reached }, holds, { today }) => {
    if (is === 'reached') return said(reached, holds ? today : null);
    return said(target, plusDays(today, is === 'overdue' ? (holds ? -1 : 1) : holds ? days : days + 1));
  },
  trend: unlessWanted,
  soleFeature: unlessWanted,
  unchanged: unlessWanted,
  seats: unlessWanted,
  consecutiveDrops: unlessWanted,
  sustainedBelowBaseline: unlessWanted,
  silence: unlessWanted,
  successPlan: unlessWanted,
  openTask: unlessWanted,
  stage: unlessWanted,
  stageDays: unlessWanted,
  stageEver: unlessWanted,
  segment: ({ of }, holds, on) => eventsToMeet(of, holds, on),
  not: ({ of }, holds, on) => eventsToMeet(of, !holds, on),
  all: ({ of }, holds, on) => (holds ? all(of, true, on) : oneOf(of, false, on)),
  any: ({ of }, holds, on) => (holds ? oneOf(of, true, on) : all(of, false, on)),
};

const said = (says: string, value: Scalar | undefined): Act[] | undefined =>
  value === undefined ? undefined : [{ says, value }];

const does = (event: string, fields: EventTriggerFields = {}): Act => ({ does: event, fields, users: 1, times: 1 });

const repeated = (event: string, times: number): Act[] => (times === 0 ? [] : [{ ...does(event), times } as Act]);

const countFor = (value: number, fits: (count: number) => boolean): number | undefined =>
  [0, Math.floor(value), Math.ceil(value), Math.floor(value) + 1].find(count => count >= 0 && fits(count));

const counted = (quantity: Quantity, catalog: CatalogData): [event?: string, fields?: EventTriggerFields] => {
  if (quantity.of === 'featureUse') return [Object.values(quantity.features)[0], {}];
  if (quantity.of === 'activeUsers')
    return [Object.values(catalog.features).find(event => !quantity.except.includes(event)), {}];
  const [event] = quantity.events;
  return [event?.event, event ? fieldsPassing(event) : {}];
};

const all = (of: readonly Condition[], holds: boolean, on: On): readonly Act[] | undefined => {
  const acts = of.map(each => eventsToMeet(each, holds, on));
  return acts.some(each => each === undefined) ? undefined : acts.flatMap(each => each ?? []);
};

/** The alternative with the fewest acts. */
const oneOf = (of: readonly Condition[], holds: boolean, on: On): readonly Act[] | undefined =>
  of
    .map(each => eventsToMeet(each, holds, on))
    .filter(each => each !== undefined)
    .sort((a, b) => a.length - b.length)[0];
