import * as z from 'zod';
import { endOfTime } from '../account/marks.ts';
import { accountTimezone } from '../account/profile.ts';
import type { TimelineLine } from '../account/timeline.ts';
import { usageSince } from '../conditions/evaluate-condition.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import { type Instant, plusSeconds, through } from '../kernel/instant.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import { routesOf } from '../outlook/traveler.ts';
import type { AllPorts } from '../ports/ports.ts';
import { closedJourneys } from '../sending/kill-switches.ts';
import { withMedians } from '../signals/use-cases/with-medians.ts';
import { accountThen } from '../why/account-then.ts';
import { mostPeople, nameOfContact } from './account-people.ts';
import { notThere } from './answer-view.ts';
import { view } from './view.ts';
import { inOrderOfWhy, journeyWhy, whyOf } from './why-journey.ts';
import { stepsShown, whyStep } from './why-steps.ts';

/** Maximum number of timeline lines searched. */
const mostLines = 1_000;
/** Minimum days of usage read; earlier events that could have let it in are not considered. */
const days = 90;

export const accountWhy = view({
  path: '/v1/why',
  summary: 'Why an account did or did not enter journeys, and get what they send, decided again on what is stored',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    account: z.string('must be the id of an account'),
    journey: z.string().exactOptional(),
    step: z.string().exactOptional(),
    contact: z.string().exactOptional(),
    /** As of then. */
    at: z.iso.datetime('must be an instant').exactOptional(),
  }),
  kept: ({ accounts }) => accounts.map(account => ({ account })),
  leadsTo: ({ account, journeys }) =>
    journeys
      .filter(({ state }) => state !== 'never')
      .map(({ id }) => ['/v1/why', { account: account.id, journey: id }] as const),
  answer: z.object({
    /** The instant of the answer. */
    now: z.iso.datetime(),
    /** Latest UTC day for `at`. */
    today: z.iso.date(),
    timezone: z.string(),
    account: z.object({ id: z.string(), name: z.string() }),
    /** Recipients of the requested journey, then others. */
    people: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Steps of the requested journey. */
    stepNames: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Active journeys first, then by nearest miss. */
    journeys: z.array(journeyWhy),
    /** Steps of the requested journey in order of writing, for each enrollment, the latest enrollment first. */
    steps: z.array(whyStep),
  }),
  read: async ({ account, journey, step, contact, at }, _, ports) => {
    if (idOrNothing(account, longestIds.account) === undefined) throw notThere();
    const { accounts, build, clock, entryRefusals } = ports;
    const [refusals, all, catalog] = await Promise.all([entryRefusals.of(account), build.journeys(), build.catalog()]);
    const now = at !== undefined && at < clock.now() ? at : clock.now();
    const asked = journey === undefined ? all : all.filter(({ id }) => id === journey);
    if (asked.length === 0) throw notThere();
    const since = sinceFor(asked, now);
    const read = await accounts.snapshot(account, { usageSince: since });
    const { profile, contacts } = read;
    if (profile === undefined) throw notThere();
    const stored = await withMedians(read, clock.now(), ports);
    const snapshot = at === undefined ? stored : accountThen(stored, through(now));
    const [lines, switches, itineraries] = await Promise.all([
      journey === undefined
        ? []
        : linesOf(account, { journey, before: at === undefined ? endOfTime : through(now) }, ports),
      ports.switches.read(clock.now()),
      build.itineraries(),
    ]);
    const people = new Map(contacts.map(each => [each.id, nameOfContact(each)]));
    const told = new Set(lines.flatMap(({ entry }) => (entry.type === 'touch' ? [entry.to] : [])));
    const name = profile.attributes.name?.value;
    const known = { snapshot, journeys: all, dateAttributes: catalog.dateAttributes, closed: closedJourneys(switches) };
    return {
      now,
      today: clock.now().slice(0, 10),
      timezone: accountTimezone(profile),
      account: { id: account, name: typeof name === 'string' && name !== '' ? name : account },
      people: [...people]
        .map(([id, named]) => ({ id, name: named }))
        .sort((a, b) => Number(told.has(b.id)) - Number(told.has(a.id)))
        .slice(0, mostPeople),
      stepNames:
        journey === undefined
          ? []
          : asked.flatMap(({ steps }) => stepsIn(steps).map(({ id }) => ({ id, name: asTitle(id) }))),
      journeys: asked
        .map(each =>
          whyOf(each, {
            ...{ ...known, now, since, isWhole: journey !== undefined },
            refusal: refusals.find(({ journey: of, at: refused }) => of === each.id && refused <= now),
          }),
        )
        .sort(inOrderOfWhy),
      steps: asked.flatMap(each =>
        journey === undefined
          ? []
          : stepsShown(each, {
              ...{ snapshot, lines, people, step, contact },
              routes: routesOf({ journeys: all, itineraries }),
            }),
      ),
    };
  },
});

/** As far back as an audience or a signal looks, but at least `days`. */
const sinceFor = (journeys: readonly JourneyDefinition[], now: Instant): Instant => {
  const conditions = journeys.flatMap(({ audience, enroll }) => [audience, 'when' in enroll ? enroll.when : undefined]);
  const needed = usageSince(conditions, [], { now, enrollment: { anchoredAt: now, steps: {} } });
  const least = plusSeconds(now, -days * 86_400);
  return needed !== undefined && needed < least ? needed : least;
};

const linesOf = async (
  account: string,
  { journey, before }: { journey: string; before: Instant },
  { timelines }: Pick<AllPorts, 'timelines'>,
): Promise<readonly TimelineLine[]> => {
  const { lines } = await timelines.ofAccount(account, { limit: mostLines, before });
  return lines.filter(line => line.journey === journey);
};
