import type { AccountSnapshot, Contact } from '../account/account.ts';
import type { Ago, HealthInputs, Mean } from '../account/health-inputs.ts';
import type { Milestones } from '../account/health-state.ts';
import { accountTimezone } from '../account/profile.ts';
import { activity } from '../conditions/quantity.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { HealthModel } from '../definition/health-model.ts';
import type { HealthSign } from '../definition/health-rules.ts';
import { type Instant, plusSeconds, through } from '../kernel/instant.ts';
import { activeShare } from './active-share.ts';
import { answerIn } from './milestones.ts';
import type { Judging } from './signs.ts';

/** The inputs of an account's score, from a snapshot with contacts and with usage since `healthUsageSince`. */
export const readHealthInputs = (
  snapshot: AccountSnapshot,
  model: HealthModel,
  rules: Judging,
  catalog: Pick<CatalogData, 'features' | 'seats'>,
  milestones: Milestones,
  now: Instant,
): HealthInputs => ({
  usage: usageInputs(snapshot, model, rules, catalog, milestones, now),
  engagement: engagementInputs(rules, milestones, now),
  support: supportInputs(snapshot, model, rules, milestones, now),
  relationship: relationshipInputs(snapshot, model, rules, milestones, now),
  financial: financialInputs(snapshot, now),
});

/**
 * The first days belong to onboarding: a window that is not full says nothing. Neither does an account of which no usage is
 * reported at all: no activity and no reporting look the same. An account that fell silent turned red before.
 */
const usageInputs = (
  { profile, usage }: AccountSnapshot,
  model: HealthModel,
  {
    thresholds: {
      usage: { days },
    },
  }: Judging,
  { features, seats }: Pick<CatalogData, 'features' | 'seats'>,
  { knownSince }: Milestones,
  now: Instant,
): HealthInputs['usage'] => {
  const since = daysBefore(now, days);
  const passive = seats ? [seats.revoked] : [];
  const isHeard = activity(usage, passive).last(through(now)) !== undefined;
  if (knownSince > since || !isHeard) return { active: null, adoption: null };
  const isUsed = (event: string) => usage.of(event).count(through(since), through(now)) > 0;
  const wanted = Object.values(features);
  return {
    active: activeShare(usage, profile?.attributes.seats?.value, model, days, passive, accountTimezone(profile), now),
    adoption: wanted.length === 0 ? null : { part: wanted.filter(isUsed).length, whole: wanted.length },
  };
};

const engagementInputs = (
  { thresholds, components }: Judging,
  milestones: Milestones,
  now: Instant,
): HealthInputs['engagement'] => {
  const ago = (at: Instant | undefined) => agoOf(at, thresholds.engagement.silentDays, milestones, now);
  const isJudged = (sign: HealthSign<'engagement'>) => components.engagement.includes(sign);
  return {
    reviewAttended: ago(milestones.reviewAttended),
    trainingCompleted: ago(milestones.trainingCompleted),
    responded: ago(milestones.responded),
    ...(isJudged('reviewOpened') && { reviewOpened: ago(milestones.reviewOpened) }),
    ...(isJudged('surveyAnswered') && { surveyAnswered: ago(milestones.surveyAnswered) }),
  };
};

const supportInputs = (
  { usage }: AccountSnapshot,
  { events }: HealthModel,
  {
    thresholds: {
      support: { ticketDays, csatDays },
    },
  }: Judging,
  { knownSince }: Milestones,
  now: Instant,
): HealthInputs['support'] => {
  const tickets = (from: Instant, to: Instant): number =>
    [...new Set(events.ticketCreated)]
      .map(event => usage.of(event).count(through(from), through(to)))
      .reduce((sum, each) => sum + each, 0);
  const [recent, before] = [daysBefore(now, ticketDays), daysBefore(now, 2 * ticketDays)];
  const answers = usage.of(events.csat.event).between(through(daysBefore(now, csatDays)), through(now));
  const scores = answers.flatMap(mark => answerIn(mark, events.csat) ?? []);
  return {
    tickets: tickets(recent, now),
    ticketsBefore: knownSince > before ? null : tickets(before, recent),
    csat: meanOf(scores),
  };
};

const relationshipInputs = (
  { profile, contacts }: AccountSnapshot,
  { championRole }: HealthModel,
  {
    thresholds: {
      relationship: { npsDays },
    },
  }: Judging,
  { championLeft: leftAt, nps }: Milestones,
  now: Instant,
): HealthInputs['relationship'] => {
  const sponsor = profile?.attributes.executiveSponsor?.value;
  const champions = contacts.filter(({ attributes }) => attributes.role?.value === championRole);
  const reached = champions.filter(contact => contact.suppression?.reason !== 'bounced');
  // A champion named after one left is the successor.
  const present = reached.filter(({ attributes: { role } }) => leftAt === undefined || (role?.at ?? '') > leftAt);
  return {
    sponsor: typeof sponsor === 'boolean' ? sponsor : null,
    champion: contacts.some(hasRole) ? present.length > 0 : null,
    championLeft: present.length === 0 && (leftAt !== undefined || champions.length > 0),
    nps: nps && nps.at > daysBefore(now, npsDays) ? nps.score : null,
  };
};

const financialInputs = ({ profile, usage }: AccountSnapshot, now: Instant): HealthInputs['financial'] => {
  const { invoices = {}, paidAt, confirmedAt } = profile?.billing ?? {};
  const failing = Object.values(invoices).filter(({ state }) => state === 'failing');
  const [since = now] = failing.map(invoice => invoice.since ?? invoice.at).sort();
  const isOverdue = usage
    .of('invoice.overdue')
    .between('', through(now))
    .some(({ fields }) => !Object.hasOwn(invoices, String(fields?.invoice)));
  const isKnown = paidAt !== undefined || Object.keys(invoices).length > 0;
  return {
    paysOnTime: failing.length > 0 || isOverdue ? false : paidAt === undefined ? null : true,
    failingSeconds: Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 1000)),
    confirmed: confirmedAt === undefined ? (isKnown ? 'never' : null) : daysSince(confirmedAt, now),
  };
};

const agoOf = (at: Instant | undefined, days: number, { knownSince }: Milestones, now: Instant): Ago | null => {
  if (at !== undefined) return daysSince(at, now);
  return knownSince > daysBefore(now, days) ? null : 'never';
};

const daysSince = (at: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((Date.parse(now) - Date.parse(at)) / 86_400_000));

const daysBefore = (now: Instant, days: number): Instant => plusSeconds(now, -days * 86_400);

const meanOf = (numbers: readonly number[]): Mean | null =>
  numbers.length === 0 ? null : { sum: numbers.reduce((sum, each) => sum + each, 0), count: numbers.length };

const hasRole = ({ attributes }: Contact): boolean => attributes.role?.value !== undefined;
