import type { AccountSnapshot } from '../engine/account/account.ts';
import type { AuditLine } from '../engine/account/audit-line.ts';
import type { Note } from '../engine/account/note.ts';
import { byTime, publicLine } from '../engine/account/public-line.ts';
import type { TimelineLine } from '../engine/account/timeline.ts';
import { type Second, toSecond } from '../engine/kernel/instant.ts';
import type { World } from '../engine/local/world.ts';
import type { Post } from './receiver.ts';

/** Final state of an account, without times and execution names. Lists are sorted, since order depends on timing. */
export interface Ending {
  lines: Line[];
  /** Quiet hours that held a touch. `touch` names journey, enrollment, step and contact. */
  nights: { touch: string; from: Second; until: Second }[];
  /** When touches were sent. */
  sent: { touch: string; at: Second }[];
  /** `mail step address #enrollment`. */
  mails: string[];
  /** Messages received by webhooks, Slack and the bus. */
  told: string[];
  /** `journey STATUS` of each execution. */
  executions: string[];
  /** Alarms raised at least once. */
  alarms: string[];
  state: unknown;
}

/** A timeline line without its times. */
export type Line = Readonly<Record<string, unknown>>;

/** @param told the account's timeline */
export const endingOf = async (
  { cloud, posts }: { cloud: World; posts: readonly Post[] },
  account: string,
  told: readonly TimelineLine[],
): Promise<Ending> => {
  const named = (value: unknown): string => JSON.stringify(value).replaceAll(account, 'acme');
  const timeline = told.toSorted(byTime).map(publicLine);
  /** Enrollments' ids depend on accounts and times, so they are numbered within their journey. */
  const journeys = Map.groupBy(timeline, ({ journey }) => journey);
  const order = [...journeys.values()].map(lines => [...new Set(lines.map(({ enrollment }) => enrollment))]);
  const place = (enrollment = '') => `#${(order.find(ids => ids.includes(enrollment))?.indexOf(enrollment) ?? -1) + 1}`;
  const lines = timeline.map(line => {
    const { at: _at, account: _account, enrollment, until: __, from: ___, to, ...rest } = line;
    const shown = { ...rest, ...(rest.type !== 'rescheduled' && { to }), enrollment: place(enrollment) };
    return JSON.parse(named(shown)) as Line;
  });
  const touches = told.flatMap(({ at, journey, enrollment, entry }) => {
    if (entry.type !== 'touch') return [];
    const touch = named(`${journey} ${place(enrollment)} ${entry.step} ${entry.to}`).slice(1, -1);
    return [{ touch, at: toSecond(at), outcome: entry.outcome, reason: entry.reason, until: entry.until }];
  });
  const snapshot = await cloud.accountPorts.accounts.snapshot(account, {
    usageSince: '2020-01-01T00:00:00.000Z',
  });
  const [{ notes }, { lines: acts }] = await Promise.all([
    cloud.accountPorts.notes.ofAccount(account, { limit: 100 }),
    cloud.accountPorts.audit.ofAccount(account, { limit: 100 }),
  ]);
  const isOwn = (value: unknown) => JSON.stringify(value).includes(account);
  return {
    lines: lines.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    nights: touches.flatMap(({ touch, at, outcome, reason, until }) =>
      outcome === 'held' && reason === 'quiet-hours' && until !== undefined ? [{ touch, from: at, until }] : [],
    ),
    sent: touches.flatMap(({ touch, at, outcome }) => (outcome === 'sent' ? [{ touch, at }] : [])),
    mails: cloud.mailbox
      .mails()
      .filter(({ tags, html }) =>
        tags.digest ? html.includes(account) : tags.account === Buffer.from(account).toString('base64url'),
      )
      .map(({ tags, to }) => named(`mail ${tags.step} ${to} ${place(tags.enrollment)}`).slice(1, -1))
      .sort(),
    told: [
      ...posts
        .filter(({ body, from }) => isOwn([body, from]))
        .map(({ to, body }) => `post ${to} ${named(whatIn(body))}`),
      ...taskChanges(cloud.busEvents.filter(({ detail }) => isOwn(detail)).map(({ detail }) => detail)),
    ].sort(),
    executions: cloud
      .executions()
      .filter(({ group }) => group === account)
      .map(({ machineArn, status }) => `${machineArn.split('daymark-')[1]} ${status}`)
      .sort(),
    alarms: [...new Set(cloud.alarms.filter(isOwn).map(({ alarm }) => alarm))].sort(),
    state: JSON.parse(
      named({ ...stateOf(snapshot), ...peopleDid(notes, acts) }).replaceAll(/\d{4}-\d\d-\d\d/g, 'date'),
    ),
  };
};

/** Subject of a post, without its times. */
const whatIn = (body: unknown): unknown => {
  const { type, change, task, step } = body as Record<string, unknown>;
  const { reason } = (task ?? {}) as { reason?: unknown };
  return { type, change, reason, step };
};

/** A bus delivers at least once, and consumers drop duplicate ids. */
const taskChanges = (details: readonly unknown[]): string[] => {
  const changes = new Map(details.map(detail => [(detail as { id: string }).id, detail as Record<string, unknown>]));
  return [...changes.values()].map(({ reason, change }) => `bus ${String(reason)} ${String(change)}`);
};

const peopleDid = (notes: readonly Note[], acts: readonly AuditLine[]): object => ({
  notes: notes.map(({ text }) => `note ${text}`).sort(),
  acts: acts.map(({ action }) => `audit ${action}`).sort(),
});

const stateOf = ({
  profile,
  contacts,
  enrollments,
  tasks,
  usage,
  seats,
  successPlan,
  evaluation,
}: AccountSnapshot): object => ({
  attributes: valuesOf(profile?.attributes ?? {}),
  contacts: contacts.map(({ id, attributes, choices, suppression }) => ({
    id,
    attributes: valuesOf(attributes),
    choices: Object.entries(choices).map(([topic, said]) => [
      topic,
      Object.entries(said).map(([by, each]) => [by, each?.status]),
    ]),
    suppression: suppression?.reason,
  })),
  enrollments: enrollments.map(({ journey, status, exitReason }) => [journey, status, exitReason]).sort(),
  tasks: tasks.map(({ reason, status, severity, outcome }) => [reason, status, severity, outcome?.code]).sort(),
  usage: [...usage].map(({ event, user }) => `usage ${event} ${user}`).sort(),
  ...(successPlan && {
    plan: successPlan.goals.map(({ id }) => `goal ${id} ${evaluation?.goals?.[id]?.is ?? 'not heard of'}`),
  }),
  seats: seats?.map(({ user, assigned }) => [user, assigned]).sort(),
});

const valuesOf = (attributes: AccountSnapshot['contacts'][number]['attributes']) =>
  Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
