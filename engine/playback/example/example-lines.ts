import type { CatalogData } from '../../definition/catalog.ts';
import type { Condition } from '../../definition/condition.ts';
import { plusDays } from '../../definition/dates.ts';
import { enrollingDate } from '../../definition/enrolled-by.ts';
import { stepsIn } from '../../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Step } from '../../definition/step.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { PathPart, PathPartName, PathPartOf } from '../../promises/moment.ts';
import type { Example } from '../../promises/prove.ts';
import type { BranchStep } from '../../steps/branch/step.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { beginningBy } from './beginning-by.ts';
import type { HappenedEvent } from './breaks-promise.ts';
import { enrollingFields } from './enrolling-fields.ts';
import { eventsToMeet } from './events-to-meet.ts';
import { dayBefore, type ExampleAccount, exampleAccount } from './example-account.ts';
import { type ExampleClock, exampleClock } from './example-clock.ts';
import { type EventTriggerFields, fieldsPassing } from './fields-passing.ts';

export interface ExampleToWrite {
  definition: JourneyDefinition;
  example: Example;
  catalog: CatalogData;
  /** Owner of the tasks. */
  csm: string;
  /** Whether it matters that this part happens. */
  matters(part: PathPart): boolean;
}

/** Free choices in writing an example. */
export interface ExampleChoice {
  account: string;
  /** The role of its only contact. */
  role: string;
  begins: CalendarDate;
  /** Arrival of events that follow steps of their day: hours later, right after, or before if that is equivalent. */
  comes: 'later' | 'soon' | 'before';
  /** Prefix of the message ids. */
  named?: string;
}

export interface ExampleLines {
  lines: readonly object[];
  events: readonly HappenedEvent[];
  /** Needs of the path for which no event was found: `an open task of type "risk" is there`. */
  missing: readonly string[];
}

/** A path as events of one account in UTC, in order: they enroll it, satisfy its conditions, and end its waits. */
export const exampleLines = (
  { definition, example, catalog, csm, matters }: ExampleToWrite,
  { account: id, role, begins, comes, named }: ExampleChoice,
): ExampleLines => {
  const [clock, account] = [exampleClock(begins, definition.policy.sendAt), exampleAccount(id, csm, named)];
  const missing = new Set<string>();
  const writing: Writing = {
    ...{ definition, clock, account, enrolling: enrollingFields(definition, example, catalog, begins) },
    steps: new Map(stepsIn(definition.steps).map(step => [step.id, step])),
    dateOf: day => plusDays(begins, day),
    wants: wishes => {
      for (const [condition, holds] of wishes) {
        const acts = eventsToMeet(condition, holds, { catalog, today: clock.today() });
        if (acts) account.acts(clock.before, acts);
        else missing.add(describeCondition(condition, { holds }));
      }
    },
    held: undefined,
    matters,
    comes,
  };
  const first = dayBefore(clock.before());
  account.says(first, { name: 'Example' });
  account.contact(first, { name: 'Ada', email: 'ada@example.com', role, emailVerified: true });
  for (const { day, happens } of example) {
    if (happens.is !== 'day') clock.goTo(day);
    (byPart[happens.is] as (happens: PathPart, writing: Writing, day: number) => void)(happens, writing, day);
  }
  return { lines: account.lines, events: account.events, missing: [...missing] };
};

interface Writing {
  definition: JourneyDefinition;
  clock: ExampleClock;
  account: ExampleAccount;
  enrolling: EventTriggerFields;
  matters: ExampleToWrite['matters'];
  steps: ReadonlyMap<string, Step>;
  dateOf(day: number): CalendarDate;
  wants(wishes: readonly Wish[]): void;
  /** The mail that is held until its address is verified. */
  held: string | undefined;
  comes: ExampleChoice['comes'];
}

type Wish = readonly [condition: Condition, holds: boolean];
type BranchCase = BranchStep['cases'][number];

const byPart: {
  [Name in PathPartName]: (happens: PathPartOf<Name>, writing: Writing, day: number) => void;
} = {
  began: ({ event, lateBy, dates }, writing) => {
    const { definition, clock, account, enrolling, dateOf } = writing;
    if (definition.audience) writing.wants([[definition.audience, true]]);
    const day = enrollingDate(definition.enroll);
    const all = { ...(day && { [day.attribute]: day.days }), ...dates };
    const said = Object.entries(all).flatMap(([name, day]) =>
      day === undefined || name.startsWith('trigger.') ? [] : [[name, dateOf(day)]],
    );
    if (said.length > 0) account.says(`${clock.today()}T00:30:00.000Z`, Object.fromEntries(said));
    const by = beginningBy(definition, event, enrolling);
    if (day !== undefined) clock.follows(`${clock.today()}T00:30:00.000Z`);
    if (by === undefined) return;
    // A step of the same day runs if the event arrives before the step's time, and is past if it arrives later.
    const arrives = `${clock.today()}T${lateBy > 0 && writing.comes === 'before' ? '08:10' : '10:05'}:00.000Z`;
    account.happens(`${dateOf(-lateBy)}T10:00:00.000Z`, by.name, by.fields, arrives);
    clock.follows(arrives);
  },
  day: ({ holds }, writing, day) => {
    const { clock, account } = writing;
    if (holds !== undefined && writing.held !== holds) {
      writing.held = holds;
      account.contact(clock.before(), { emailVerified: false });
      clock.stepped();
    }
    clock.goTo(day);
  },
  touch: (touch, writing) => {
    const { step, outcome } = touch;
    if (writing.held === step) {
      writing.account.contact(writing.clock.event(false), { emailVerified: true });
      writing.held = undefined;
    }
    if (writing.matters(touch)) takes(step, outcome === 'sent', writing);
    else writing.clock.stepped();
  },
  task: ({ step, outcome, by }, writing) => {
    if (by) comes(by, writing);
    else takes(step, outcome === 'opened', writing);
  },
  arm: ({ step, arm }, writing) => {
    const { cases = [] } = (writing.steps.get(step) ?? {}) as { cases?: readonly BranchCase[] };
    const isBranch = cases.length > 0 || 'variants' in (writing.steps.get(step) ?? {});
    // A guarded wait appears as a branch.
    takes(step, isBranch || arm !== 'otherwise', writing);
    const index = cases.findIndex(({ name }) => name === arm);
    const asked = index === -1 ? cases : cases.slice(0, index + 1);
    writing.wants(asked.map(({ condition, name }) => [condition, name === arm]));
  },
  waited: ({ event }, writing) => {
    if (event) comes(event, writing);
  },
  event: ({ event }, writing) => {
    const { account, clock, enrolling } = writing;
    if (writing.comes !== 'before') return comes(event, writing);
    return account.happens(clock.before(), event.event, fieldsPassing(event, enrolling));
  },
  moved: ({ attribute, to }, { account, clock, dateOf }) =>
    account.says(clock.event(false), { [attribute]: dateOf(to) }),
  exited: ({ event }, writing) => {
    if (event) comes(event, writing);
  },
  completed: () => {},
  went: ({ past }, writing) => {
    if (past !== undefined) takes(past, false, writing);
  },
};

const comes = (event: EventTrigger, { account, clock, enrolling, comes: when }: Writing): void =>
  account.happens(clock.event(when !== 'later'), event.event, fieldsPassing(event, enrolling));

/** Makes a step's guards pass or fail. A skipped step without guards is skipped because of its day. */
const takes = (id: string, goes: boolean, { steps, clock, wants }: Writing): void => {
  const { when, unless }: { when?: Condition; unless?: Condition } = steps.get(id) ?? {};
  if (goes) wants([...(when ? [[when, true] as const] : []), ...(unless ? [[unless, false] as const] : [])]);
  else if (when) wants([[when, false]]);
  else if (unless) wants([[unless, true]]);
  clock.stepped();
};
