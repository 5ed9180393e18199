import * as z from 'zod';
import { accountTimezone } from '../account/profile.ts';
import { attributeDate } from '../account/term.ts';
import { weeksSince } from '../conditions/weeks.ts';
import { listedAccount } from '../counts/listed-account.ts';
import { localDate } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import { csmOf } from '../definition/team.ts';
import { headlineFactsOf } from '../headlines/headline-facts-of.ts';
import { headlinesOf } from '../headlines/headlines.ts';
import { asTitle } from '../kernel/as-title.ts';
import { revenueText } from '../kernel/money.ts';
import { foreseeAccount } from '../outlook/use-cases/foresee-account.ts';
import { withMedians } from '../signals/use-cases/with-medians.ts';
import { actAhead, actsAhead, templatesAhead } from './account-ahead.ts';
import { accountGoal, accountGoals } from './account-goals.ts';
import { accountHealth, accountHealthOf } from './account-health.ts';
import { accountJourney, accountJourneys } from './account-journeys.ts';
import { accountPeople, accountPerson } from './account-people.ts';
import { accountTask, accountTasks } from './account-tasks.ts';
import { accountUsage, featureUse, weeksShown } from './account-usage.ts';
import { notThere } from './answer-view.ts';
import { subjectsFor } from './subjects-for.ts';
import { view } from './view.ts';

/** How many days the view looks ahead. */
const days = 30;
const scores = 12;
const person = z.object({ id: z.string(), name: z.string() });

export const account = view({
  path: '/v1/accounts/{id}',
  summary: 'All that is known of one account, and what Daymark is about to do there',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({ id: z.string() }),
  kept: ({ accounts }) => accounts.map(id => ({ id })),
  answer: z.object({
    now: z.iso.datetime(),
    timezone: z.string(),
    id: z.string(),
    name: z.string(),
    status: z.string().exactOptional(),
    stage: z.object({ name: z.string(), since: z.iso.datetime() }).exactOptional(),
    plan: z.string().exactOptional(),
    touchModel: z.string().exactOptional(),
    arr: z.object({ amount: z.number(), text: z.string() }).exactOptional(),
    seats: z.object({ used: z.int().exactOptional(), bought: z.int().exactOptional() }).exactOptional(),
    /** `days` are negative once the day has passed. */
    renewal: z.object({ date: z.iso.date(), days: z.int() }).exactOptional(),
    owner: person.exactOptional(),
    /** Messaging is paused, except for transactional mail. */
    paused: z.boolean(),
    lastSeen: z.iso.date().exactOptional(),
    health: accountHealth.exactOptional(),
    /** Change in points over four weeks, and its main cause. */
    change: z.object({ points: z.number(), cause: z.string().exactOptional() }).exactOptional(),
    /** Changes in the last four weeks. */
    headlines: z.array(z.string()),
    goals: z.array(accountGoal),
    /** Version of the success plan, sent back with edits to detect conflicts. */
    goalsSeen: z.string().exactOptional(),
    tasks: z.array(accountTask),
    ahead: z.object({
      days: z.int(),
      acts: z.array(actAhead),
      /** Journeys in a former version, whose next actions are unknown. */
      unknown: z.array(person),
    }),
    /** The most recently active contacts; `peopleCount`: the number of all contacts. */
    people: z.array(accountPerson),
    peopleCount: z.int(),
    usage: z.array(featureUse),
    journeys: z.array(accountJourney),
  }),
  read: async ({ id }, { team }, ports) => {
    const { accounts, build, clock, healthHistory } = ports;
    const now = clock.now();
    const usageSince = weeksSince(weeksShown, now);
    const [read, records, catalog, journeys] = await Promise.all([
      accounts.snapshot(id, { usageSince }),
      healthHistory.last(id, { until: now, atMost: scores }),
      build.catalog(),
      build.journeys(),
    ]);
    const { profile, evaluation } = read;
    if (profile === undefined) throw notThere();
    const [snapshot, foresight] = await Promise.all([
      withMedians(read, now, ports),
      foreseeAccount(read, { now, days, usageSince }, ports),
    ]);
    const listed = listedAccount(read, records, catalog, now);
    if (listed === undefined) throw notThere();
    const timezone = accountTimezone(profile);
    const renewal = attributeDate('renewalAt', profile);
    const { name, status, plan, touchModel, arr, seats, owner, lastSeen } = listed;
    const health = accountHealthOf(records);
    const facts = headlineFactsOf({ ...read, profile, health: records }, catalog, now);
    const subjects = await subjectsFor(templatesAhead(foresight), profile, catalog.sender, build);
    return {
      ...{ now, timezone, id, name, paused: profile.paused === true },
      ...(status !== undefined && { status: asTitle(status) }),
      ...(evaluation?.stage?.name && {
        stage: { name: asTitle(evaluation.stage.name), since: evaluation.stage.since },
      }),
      ...(plan !== undefined && { plan: asTitle(plan) }),
      ...(touchModel !== undefined && { touchModel: asTitle(touchModel) }),
      ...(arr !== undefined && { arr: { amount: arr, text: revenueText(arr) } }),
      ...(seats && { seats }),
      ...(renewal !== undefined && {
        renewal: { date: renewal, days: daysBetween(localDate(now, timezone), renewal) },
      }),
      ...(owner !== undefined && { owner: { id: owner, name: csmOf(owner, team)?.name ?? owner } }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(health && { health }),
      ...(listed.health?.change !== undefined && {
        change: {
          points: listed.health.change,
          ...(listed.health.cause && { cause: listed.health.cause.because }),
        },
      }),
      headlines: catalog.health ? headlinesOf(facts).map(({ text }) => text) : [],
      ...accountGoals(read),
      tasks: accountTasks(read.tasks, now, timezone, team),
      ahead: {
        days,
        acts: actsAhead(foresight, { snapshot: read, journeys, team, subjects }),
        unknown: foresight.unknown.map(({ journey }) => ({
          id: journey,
          name: journeys.find(each => each.id === journey)?.title ?? journey,
        })),
      },
      people: accountPeople(read, catalog),
      peopleCount: read.contacts.length,
      usage: accountUsage(snapshot, catalog, now),
      journeys: accountJourneys(read.enrollments, journeys),
    };
  },
});
