import * as z from 'zod';
import type { Usage } from '../account/usage.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { headlineFactsOf, headlineUsageSince } from '../headlines/headline-facts-of.ts';
import { headlinesOf } from '../headlines/headlines.ts';
import type { Instant } from '../kernel/instant.ts';
import { contactToCall } from '../tasks/contact-to-call.ts';
import type { RankedTask } from '../tasks/rank-tasks.ts';
import { taskGroups } from '../tasks/rank-tasks.ts';
import { describeEvidence, reasonText } from '../tasks/task-summary.ts';
import { taskView } from '../tasks/task-view.ts';
import { sentence } from './sentence.ts';
import type { ViewPorts } from './view.ts';

const person = z.object({ id: z.string(), name: z.string() });

/** A task in a list. */
export const todayRow = z.object({
  id: z.string(),
  /** Incremented with each change. An action on an older revision is answered with the changes since. */
  revision: z.int(),
  group: z.enum(taskGroups),
  account: person,
  /** Title in words. */
  title: z.string(),
  /** The numbers behind it, in sentences. */
  why: z.string(),
  severity: z.int().min(1).max(3),
  status: z.enum(['open', 'acknowledged', 'snoozed', 'resolved']),
  owner: person,
  /** The owner until its service level was missed. */
  formerOwner: person.exactOptional(),
  /** Yearly revenue of the account, as number and text. */
  atStake: z.object({ amount: z.number(), text: z.string() }).exactOptional(),
  /** When its clock runs out. */
  deadline: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  breachedAt: z.iso.datetime().exactOptional(),
  snoozedUntil: z.iso.datetime().exactOptional(),
  /** The action, in a sentence. */
  play: z.string(),
  journey: z.string(),
  /** The contact to call. */
  contact: z
    .object({
      id: z.string(),
      name: z.string(),
      role: z.string(),
      why: z.string(),
      lastSeen: z.iso.datetime().exactOptional(),
    })
    .exactOptional(),
  /** Weekly health scores, the oldest first. */
  health: z.array(z.number().nullable()),
  /** The changes at the account in four weeks. */
  headlines: z.array(z.string()),
});

export type TodayRow = z.infer<typeof todayRow>;

const scores = 12;

/** Two queries per account, regardless of its number of tasks. */
export const todayRows = async (
  ranked: readonly RankedTask[],
  now: Instant,
  team: Team,
  { accounts, build, healthHistory }: ViewPorts,
): Promise<TodayRow[]> => {
  const catalog = await build.catalog();
  const named = (id: string) => ({ id, name: csmOf(id, team)?.name ?? id });
  const known = new Map(
    await Promise.all(
      [...new Set(ranked.map(({ task }) => task.account))].map(async account => {
        const [snapshot, health] = await Promise.all([
          accounts.snapshot(account, { usageSince: headlineUsageSince(now) }),
          healthHistory.last(account, { until: now, atMost: scores }),
        ]);
        const facts = headlineFactsOf({ ...snapshot, profile: snapshot.profile, health }, catalog, now);
        const headlines = catalog.health ? headlinesOf(facts).map(({ text }) => text) : [];
        return [account, { snapshot, health, headlines }] as const;
      }),
    ),
  );
  return ranked.map(({ task, group, deadline }) => {
    const shown = taskView(task);
    const { snapshot, health = [], headlines = [] } = known.get(task.account) ?? {};
    const contact = task.contact && contactToCall(task.contact, snapshot?.contacts ?? []);
    const lastSeen = contact && snapshot && lastSeenOf(contact.id, snapshot.usage);
    return {
      id: task.id,
      revision: task.revision,
      group,
      account: { id: task.account, name: shown.accountName },
      title: sentence(reasonText(task)),
      why: describeEvidence(task),
      severity: task.severity,
      status: task.status,
      owner: named(task.owner),
      ...(task.formerOwner && { formerOwner: named(task.formerOwner) }),
      ...(shown.atStake && { atStake: { amount: shown.atStake.amount, text: shown.atStake.text } }),
      deadline,
      openedAt: task.openedAt,
      ...(task.breachedAt && { breachedAt: task.breachedAt }),
      ...(task.snoozedUntil && { snoozedUntil: task.snoozedUntil }),
      play: task.play,
      journey: task.journey,
      ...(contact && {
        contact: {
          id: contact.id,
          name: contact.name ?? contact.id,
          role: contact.role,
          why: contact.why,
          ...(lastSeen && { lastSeen }),
        },
      }),
      health: health.map(({ score }) => score).reverse(),
      headlines,
    };
  });
};

/** Within the weeks that headlines look back. */
const lastSeenOf = (user: string, usage: Usage): Instant | undefined =>
  [...usage].reduce<Instant | undefined>((last, mark) => (mark.user === user ? mark.at : last), undefined);
