import * as z from 'zod';
import { messageClasses } from '../definition/policy.ts';
import { instant, plusSeconds } from '../kernel/instant.ts';
import { daysAhead, touchesAhead } from '../outlook/calendar.ts';
import { capWords } from '../outlook/cap-words.ts';
import { quietZones } from '../outlook/quiet-zones.ts';
import { reasonsAhead } from '../outlook/reasons-ahead.ts';
import { foreseeAccounts } from '../outlook/use-cases/foresee-accounts.ts';
import { headsOf } from '../templates/show-template.ts';
import { view } from './view.ts';

const shownDays = 14;

/** Touches of the next two weeks, if there are no events, answers or new enrollments. */
export const calendarAhead = view({
  path: '/v1/calendar',
  summary: 'What goes out in the next 14 days if nothing else happens, and what is held and why',
  roles: ['lead', 'marketer'],
  query: z.object({}),
  answer: z.object({
    now: z.iso.datetime(),
    /** Number of accounts in a journey, and how many of them were looked at. */
    accounts: z.object({ inJourneys: z.int(), foreseen: z.int() }),
    /** UTC days, today first. */
    days: z.array(
      z.object({
        date: z.iso.date(),
        will: z.record(z.enum(messageClasses), z.int()),
        not: z.array(
          z.object({
            reason: z.string(),
            because: z.string(),
            outcome: z.enum(['held', 'skipped']),
            touches: z.int(),
          }),
        ),
      }),
    ),
    /** Quiet hours by time zone; touches triggered by events wait for their end. */
    quiet: z.array(
      z.object({
        timezone: z.string(),
        accounts: z.array(z.object({ id: z.string(), name: z.string() })),
        from: z.iso.datetime(),
        to: z.iso.datetime(),
        held: z.int(),
      }),
    ),
    /** Frequency caps of the policy, in words. */
    caps: z.array(z.string()),
    /** The touches behind the numbers, in order of time. */
    touches: z.array(
      z.object({
        at: z.iso.datetime(),
        account: z.object({ id: z.string(), name: z.string() }),
        timezone: z.string(),
        journey: z.object({ id: z.string(), title: z.string() }),
        step: z.string(),
        subject: z.string().exactOptional(),
        class: z.enum(messageClasses),
        outcome: z.enum(['will', 'held', 'skipped']),
        reason: z.string().exactOptional(),
        because: z.string().exactOptional(),
        /** The end of the hold, if it is held. */
        until: z.iso.datetime().exactOptional(),
        /** Contacts, or audiences, that get it. */
        receivers: z.int(),
      }),
    ),
  }),
  read: async (_, __, ports) => {
    const { build } = ports;
    const { now, inJourneys, accounts } = await foreseeAccounts(ports);
    const [journeys, templates, samples] = await Promise.all([build.journeys(), build.templates(), build.samples()]);
    const classOf = (template: string | undefined) => templates.find(({ id }) => id === template)?.class ?? 'lifecycle';
    const touches = accounts.flatMap(({ id, acts }) => touchesAhead(id, acts, classOf));
    const policy = journeys[0]?.policy;
    const within = touches.filter(
      ({ at }) => at < plusSeconds(`${now.slice(0, 10)}T00:00:00.000Z`, shownDays * 86_400),
    );
    const days = daysAhead(within, now.slice(0, 10), shownDays);
    const known = new Map(accounts.map(each => [each.id, each]));
    const subjects = new Map(
      await Promise.all(
        [...new Set(touches.flatMap(({ template }) => template ?? []))].map(async id => {
          const info = templates.find(each => each.id === id);
          const heads = info && headsOf(await build.template(info.hash, ['en']), samples[id] ?? {});
          return [id, heads?.subject] as const;
        }),
      ),
    );
    return {
      now,
      accounts: { inJourneys, foreseen: accounts.length },
      days: days.map(({ date, will, not }) => ({
        date,
        will,
        not: not.map(each => ({ ...each, because: reasonsAhead[each.reason] })),
      })),
      quiet: policy ? quietZones(accounts, within, policy.quietHours, now) : [],
      caps: policy ? policy.frequencyCaps.map(capWords) : [],
      touches: within
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ account, journey, template, until, ...touch }) => {
          const subject = template === undefined ? undefined : subjects.get(template);
          return {
            ...touch,
            account: { id: account, name: known.get(account)?.name ?? account },
            timezone: known.get(account)?.timezone ?? 'UTC',
            journey: { id: journey, title: journeys.find(({ id }) => id === journey)?.title ?? journey },
            ...(subject !== undefined && { subject }),
            ...(touch.reason && { because: reasonsAhead[touch.reason] }),
            ...(until && { until: instant(until) }),
          };
        }),
    };
  },
});
