import type { Task } from '../account/task.ts';
import type { Csm } from '../definition/team.ts';
import { type Headline, headlineText } from '../headlines/headlines.ts';
import { greetingName } from '../kernel/greeting-name.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { defused } from '../templates/neutralize.ts';
import type { StandardVariables } from '../templates/render-template.ts';
import { type Digest, mutes } from './digest.ts';
import { taskLink } from './task-link.ts';
import { describeEvidence, reasonText } from './task-summary.ts';

/** Variables of the digest's template. */
export const digestVariables = (
  csm: Csm,
  monday: CalendarDate,
  { breached, ranked, muting, withLead, more, accounts, atStake }: Digest,
  timezone: string,
  {
    longBefore,
    taskUrl,
    headlines = [],
  }: {
    longBefore?: Instant | undefined;
    taskUrl?: string | undefined;
    headlines?: readonly Headline[];
  } = {},
): Omit<StandardVariables, 'sender'> & Record<string, unknown> => {
  const rowsOf = (tasks: readonly Task[]) =>
    tasks.map(task => ({ ...rowOf(task, longBefore), link: taskLink(task, taskUrl) ?? null }));
  return {
    account: { timezone },
    contact: { email: csm.email, name: csm.name ?? csm.id, ...greetingOf(csm) },
    today: monday,
    headlines: headlines.map(headline => defused(headlineText(headline))),
    breached: rowsOf(breached),
    ranked: rowsOf(ranked),
    muting: rowsOf(muting),
    withLead: rowsOf(withLead),
    count: breached.length + ranked.length + muting.length + withLead.length + more,
    accounts,
    atStake,
    more,
  };
};

const greetingOf = ({ name = '' }: Csm): { firstName?: string } => {
  const firstName = greetingName(name);
  return firstName === undefined ? {} : { firstName };
};

/** Names are defused: companies choose them, and no name may become a link in our mails. */
const rowOf = (task: Task, longBefore: Instant | undefined) => ({
  account: defused(task.accountName ?? task.account),
  reason: reasonText(task),
  facts: defused(describeEvidence(task)),
  play: task.play.replace(/[.!?\s]+$/, ''),
  severity: task.severity,
  dueAt: task.dueAt,
  arr: task.arrAtStake,
  isTakenUp: task.status === 'acknowledged',
  mutesSince: mutes(task, longBefore) ? task.openedAt : null,
});
