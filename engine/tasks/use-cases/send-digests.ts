import type { Task, TaskList } from '../../account/task.ts';
import { sendVia } from '../../channels/outgoing-touch.ts';
import { atTime } from '../../definition/calendar.ts';
import type { Policy } from '../../definition/policy.ts';
import { type Csm, calendarOf, holdersOf, type Team } from '../../definition/team.ts';
import { type Headline, portfolioHeadlines } from '../../headlines/headlines.ts';
import { independently, type TryPiece } from '../../kernel/independently.ts';
import { type CalendarDate, type Instant, plusSeconds, type TimeZone } from '../../kernel/instant.ts';
import type { Mail, PortsWith } from '../../ports/ports.ts';
import { isPaused } from '../../sending/kill-switches.ts';
import { renderTemplate } from '../../templates/render-template.ts';
import { type Digest, digestOf, digestTemplate, knownBy, longMuteDays } from '../digest.ts';
import { digestVariables } from '../digest-variables.ts';
import { digestDue, digestTime, isMondaySomewhere } from '../service-level.ts';
import { postDigest } from './post-digest.ts';
import { readFacts } from './read-facts.ts';

type DigestPorts = PortsWith<'claims' | 'healthHistory' | 'mailer' | 'slack' | 'switches' | 'taskMessages' | 'tasks'>;

/**
 * Sends the Monday digest to every CSM whose Monday it is. The claim names CSM and week, so that no digest is sent
 * twice, however often this runs; a CSM without open tasks costs no write. `done` caches the digests that this process
 * knows to be done. It is transactional mail of no journey: kill switches of that class and of everything hold it, and
 * it is sent in the first hour after they end, if that is still Monday. It also goes to Slack if tasks are shown there.
 */
export const sendDigests = (ports: DigestPorts, done: Set<string>): Promise<{ sent: number }> =>
  independently(attempt => sendEach(ports, done, attempt));

const sendEach = async (ports: DigestPorts, done: Set<string>, attempt: TryPiece): Promise<{ sent: number }> => {
  let sent = 0;
  if (!isMondaySomewhere(ports.clock.now())) return { sent };
  const [team, [first]] = await Promise.all([ports.build.team(), ports.build.journeys()]);
  if (first === undefined) return { sent };
  const { policy } = first;
  const lists = memoized((owner: string) => tasksOf(owner, ports));
  for (const csm of team) {
    const monday = digestDue(ports.clock.now(), calendarOf(csm.id, team, policy.businessCalendar));
    const name = `${csm.id} ${monday}`;
    if (monday === undefined || done.has(name)) continue;
    const { timezone } = calendarOf(csm.id, team, policy.businessCalendar);
    const outcomes = await attempt(() => sendDigest(csm, { monday, timezone, policy, team, lists }, ports));
    if (outcomes === undefined) continue;
    if (!outcomes.includes('again')) done.add(name);
    if (outcomes.includes('sent')) sent++;
  }
  return { sent };
};

interface Morning {
  monday: CalendarDate;
  timezone: TimeZone;
  policy: Policy;
  team: Team;
  /** Reads an owner's tasks once: several CSMs may have the same lead. */
  lists: (owner: string) => Promise<Task[]>;
}

/**
 * `again`: to be retried, because a switch holds it, the mail service or Slack throttles, or its outcome is not known
 * yet.
 */
type Outcome = 'sent' | 'done' | 'again';

/** Outcomes of its mail and of its message in Slack. */
const sendDigest = async (
  csm: Csm,
  { monday, timezone, policy, team, lists }: Morning,
  ports: DigestPorts,
): Promise<readonly Outcome[]> => {
  const morning = atTime(monday, digestTime, timezone);
  const mutes = policy.heldByRiskTask.length > 0;
  const longBefore = mutes ? plusSeconds(morning, -longMuteDays * 86_400) : undefined;
  const [own, escalated] = await Promise.all([lists(csm.id), escalatedOf(csm, team, lists)]);
  const digest = digestOf(knownBy(morning, own), longBefore, knownBy(morning, escalated));
  if (digest === undefined) return ['done'];
  const headlines = await headlinesIn(digest, morning, ports);
  const { taskUrl } = ports.settings;
  const variables = digestVariables(csm, monday, digest, timezone, { longBefore, taskUrl, headlines });
  const mail = await compose(csm, monday, variables, policy, ports);
  if (mail === undefined) return ['done'];
  if (isPaused(await ports.switches.read(ports.clock.now()), 'transactional')) return ['again'];
  return [await mailDigest(csm, monday, mail, policy, ports), await postDigest(csm, monday, digest, ports)];
};

const mailDigest = async (
  csm: Csm,
  monday: CalendarDate,
  mail: Mail,
  policy: Policy,
  ports: DigestPorts,
): Promise<Outcome> => {
  const { claims, clock } = ports;
  const claim = { kind: 'digest', csm: csm.id, monday } as const;
  const maxAttempts = policy.ambiguous.transactional === 'resend' ? 2 : 1;
  const claimed = await claims.claim(claim, { now: clock.now(), maxAttempts });
  if (claimed !== 'claimed') return claimed === 'settled' ? 'done' : 'again';
  const { outcome } = await sendVia({ kind: 'outgoing', send: () => ports.mailer.send(mail) });
  if (outcome === 'throttled') await claims.release(claim);
  if (outcome === 'throttled' || outcome === 'unknown') return 'again';
  await claims.settle(claim, outcome === 'accepted' ? 'sent' : 'rejected');
  return outcome === 'accepted' ? 'sent' : 'done';
};

/** Tasks that were the CSM's until they were late. */
const escalatedOf = async ({ id }: Csm, team: Team, lists: Morning['lists']): Promise<Task[]> => {
  const held = await Promise.all(holdersOf([id], team).map(lists));
  return held.flat().filter(({ formerOwner }) => formerOwner === id);
};

const memoized = <Value>(read: (key: string) => Promise<Value>): ((key: string) => Promise<Value>) => {
  const known = new Map<string, Promise<Value>>();
  return key => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
};

/** The biggest changes at the listed accounts. As of the morning, so that a digest that is sent again says the same. */
const headlinesIn = async (
  { breached, ranked, muting }: Digest,
  morning: Instant,
  ports: DigestPorts,
): Promise<Headline[]> => {
  const accounts = new Set([...breached, ...ranked, ...muting].map(({ account }) => account));
  const facts = await Promise.all(
    [...accounts].slice(0, mostCompared).map(account => readFacts(account, morning, ports)),
  );
  return portfolioHeadlines(facts.flatMap(each => each ?? []));
};

/** Limit of the accounts compared: those listed first have the most revenue at stake. */
const mostCompared = 25;

const tasksPerPage = 100;
const mostPages = 10;

/** The owner's tasks for the digest, and those due now, since they may be breached. */
const tasksOf = async (owner: string, ports: DigestPorts): Promise<Task[]> => {
  const lists: TaskList[] = ['now', 'digest'];
  const pages = lists.map(async list => {
    const found: Task[] = [];
    for (let page = 0; page < mostPages; page++) {
      const after = found.at(-1);
      const { tasks, isLast } = await ports.tasks.ofOwner(owner, list, {
        limit: tasksPerPage,
        ...(after && { after }),
      });
      found.push(...tasks);
      if (isLast) break;
    }
    return found;
  });
  return (await Promise.all(pages)).flat();
};

const compose = async (
  csm: Csm,
  monday: CalendarDate,
  variables: ReturnType<typeof digestVariables>,
  policy: Policy,
  { build, settings }: DigestPorts,
): Promise<Mail | undefined> => {
  const template = (await build.templates()).find(({ id }) => id === digestTemplate);
  if (template === undefined) return undefined;
  const compiled = await build.template(template.hash, ['en']);
  const { subject, html, text } = renderTemplate(compiled, { ...variables, sender: policy.sender });
  return {
    to: csm.email,
    from: policy.from.transactional,
    subject,
    html: html ?? '',
    text,
    headers: {},
    configurationSet: `${settings.configurationSetPrefix}-transactional`,
    // Tags by which the mail service's events find the digest if the response was lost.
    tags: { digest: monday, csm: Buffer.from(csm.id).toString('base64url'), step: digestTemplate },
    tracking: false,
  };
};
