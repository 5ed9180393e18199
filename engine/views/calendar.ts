import * as z from 'zod';
import type { ListedAccount } from '../counts/listed-account.ts';
import { messageClasses } from '../definition/policy.ts';
import { daysAhead, type TouchAhead, touchesAhead } from '../outlook/calendar.ts';
import { reasonsAhead } from '../outlook/reasons-ahead.ts';
import { foreseeAccount } from '../outlook/use-cases/foresee-account.ts';
import { headsOf } from '../templates/show-template.ts';
import { type ViewPorts, view } from './view.ts';

const shownDays = 14;

/** Accounts that one answer foresees, those with the most revenue first, and how many of them at a time. */
const mostForeseen = 300;
const atOnce = 12;

/** What goes out in the next two weeks if nothing else happens: no event, no answer, no new enrollment. */
export const calendarAhead = view({
  path: '/v1/calendar',
  summary: 'What goes out in the next 14 days if nothing else happens, and what is held and why',
  roles: ['lead', 'marketer'],
  query: z.object({}),
  answer: z.object({
    now: z.iso.datetime(),
    /** Accounts that are in a journey, and how many of them were looked at. */
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
    /** The touches behind the numbers, in order of time. */
    touches: z.array(
      z.object({
        at: z.iso.datetime(),
        account: z.object({ id: z.string(), name: z.string() }),
        journey: z.object({ id: z.string(), title: z.string() }),
        step: z.string(),
        subject: z.string().exactOptional(),
        class: z.enum(messageClasses),
        outcome: z.enum(['will', 'held', 'skipped']),
        reason: z.string().exactOptional(),
        /** Contacts, or audiences, that get it. */
        receivers: z.int(),
      }),
    ),
  }),
  read: async (_, __, ports) => {
    const { build, clock } = ports;
    const now = clock.now();
    const inJourneys = await accountsInJourneys(ports);
    const looked = inJourneys.slice(0, mostForeseen);
    const [journeys, templates, samples] = await Promise.all([build.journeys(), build.templates(), build.samples()]);
    const classOf = (template: string | undefined) => templates.find(({ id }) => id === template)?.class ?? 'lifecycle';
    const touches: TouchAhead[] = [];
    for (let n = 0; n < looked.length; n += atOnce) {
      const found = await Promise.all(
        looked.slice(n, n + atOnce).map(async ({ account }) => {
          const snapshot = await ports.accounts.snapshot(account, { usageSince: now });
          const { acts } = await foreseeAccount(snapshot, { now, days: shownDays, usageSince: now }, ports);
          return touchesAhead(account, acts, classOf);
        }),
      );
      touches.push(...found.flat());
    }
    const days = daysAhead(touches, now.slice(0, 10), shownDays);
    const lastDay = days.at(-1)?.date ?? '';
    const names = new Map(looked.map(({ account, name }) => [account, name]));
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
      accounts: { inJourneys: inJourneys.length, foreseen: looked.length },
      days: days.map(({ date, will, not }) => ({
        date,
        will,
        not: not.map(each => ({ ...each, because: reasonsAhead[each.reason] })),
      })),
      touches: touches
        .filter(({ at }) => at.slice(0, 10) <= lastDay)
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ account, journey, template, ...touch }) => {
          const subject = template === undefined ? undefined : subjects.get(template);
          return {
            ...touch,
            account: { id: account, name: names.get(account) ?? account },
            journey: { id: journey, title: journeys.find(({ id }) => id === journey)?.title ?? journey },
            ...(subject !== undefined && { subject }),
          };
        }),
    };
  },
});

const accountsInJourneys = async ({ accountList }: ViewPorts): Promise<ListedAccount[]> => {
  const found: ListedAccount[] = [];
  for await (const page of accountList.all()) found.push(...page.filter(({ journeys }) => journeys.length > 0));
  return found.sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || (a.account < b.account ? -1 : 1));
};
