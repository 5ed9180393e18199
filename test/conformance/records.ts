import type { Contact, Profile } from '../../engine/account/account.ts';
import type { ConsentRecord } from '../../engine/account/consent.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Evaluation } from '../../engine/account/evaluation.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { HealthRecord } from '../../engine/account/health-state.ts';
import type { Prompt } from '../../engine/account/prompt.ts';
import type { RecurringRevenue } from '../../engine/account/recurring-revenue.ts';
import type { SuccessPlan } from '../../engine/account/success-plan.ts';
import type { Task } from '../../engine/account/task.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';

/** `2026-03-<day>T<hour>:00:00.000Z` */
export const march = (day: number, hour = 9): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

export const aProfile = (account: string, more: Partial<Profile> = {}): Profile => ({
  account,
  attributes: { name: { value: 'Acme', at: march(1) } },
  terms: {},
  billing: { invoices: {}, declines: [] },
  revision: 1,
  ...more,
});

export const aContact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  attributes: { email: { value: 'ada@example.com', at: march(1) } },
  choices: {},
  recentSends: [],
  revision: 1,
  ...more,
});

export const anEnrollment = (account: string, id: string, more: Partial<Enrollment> = {}): Enrollment => ({
  id,
  account,
  journey: 'onboarding',
  version: 'v1',
  key: 'once',
  status: 'active',
  anchoredAt: march(1),
  startedAt: march(1),
  trigger: { event: 'Account Created', fields: { plan: 'pro', seats: 3, trial: false, source: null } },
  exit: [{ kind: 'event', event: 'Account Deleted', where: [] }],
  awaits: [],
  early: [],
  until: '2026-03-01T09:00:00Z',
  steps: {},
  seen: {},
  ...more,
});

export const anEvaluation = (account: string, more: Partial<Evaluation> = {}): Evaluation => ({
  account,
  dueAt: march(9, 2),
  signals: { 'seats-80': { rule: 'r1', armed: true } },
  revision: 1,
  ...more,
});

export const anEvent = (account: string | undefined, id: string, more: Partial<DomainEvent> = {}): DomainEvent => ({
  id: `segment:${id}`,
  source: 'segment',
  ...(account !== undefined && { account }),
  user: 'u1',
  name: 'Project Created',
  occurredAt: march(2),
  receivedAt: march(2),
  fields: { kind: 'first' },
  ...more,
});

export const aTask = (account: string, id: string, more: Partial<Task> = {}): Task => ({
  id,
  account,
  journey: 'onboarding',
  enrollment: 'e1',
  type: 'risk',
  reason: 'low-adoption',
  severity: 2,
  owner: 'csm-1',
  assignedBy: 'account',
  status: 'open',
  openedAt: march(1),
  acknowledgeBy: march(2),
  dueAt: march(3),
  evidence: [{ fact: 'adoption', value: 0.1 }],
  play: 're-onboarding call',
  arrAtStake: null,
  signals: [],
  revision: 1,
  ...more,
});

export const aDelivery = (account: string, id: string, more: Partial<Delivery> = {}): Delivery => ({
  id,
  account,
  enrollment: 'e1',
  journey: 'onboarding',
  step: 'welcome',
  contact: 'c1',
  channel: 'email',
  class: 'lifecycle',
  template: 'welcome',
  contentHash: 'hash',
  state: 'claimed',
  attempts: 1,
  claimedAt: march(1),
  facts: {},
  ...more,
});

export const aPrompt = (account: string, id: string, more: Partial<Prompt> = {}): Prompt => ({
  id,
  account,
  enrollment: 'e1',
  journey: 'onboarding',
  step: 'tour',
  key: 'tour',
  template: 'h1',
  audience: { roles: 'everyone' },
  class: 'lifecycle',
  kind: 'card',
  placement: 'home',
  priority: 50,
  actions: ['primary'],
  dismissible: true,
  data: {},
  sender: {
    name: 'Tidewater',
    address: 'Portland',
    supportEmail: 'help@tidewater.example',
    appUrl: 'https://t.example',
  },
  pressure: { modalEveryHours: 24, coolDownDays: 14 },
  createdAt: march(1),
  ...more,
});

export const aLine = (account: string, more: Partial<TimelineLine> = {}): TimelineLine => ({
  at: march(1),
  account,
  journey: 'onboarding',
  enrollment: 'e1',
  key: '0000.1.1.enrolled.',
  entry: { type: 'enrolled', trigger: 'Account Created' },
  ...more,
});

export const aPlan = (at: string, more: Partial<SuccessPlan> = {}): SuccessPlan => ({
  at,
  message: 'm1',
  goals: [{ id: 'launch', title: 'Launch before the fair', dueAt: '2026-05-04' }],
  ...more,
});

/** A score of that day in March. */
export const aHealthRecord = (account: string, day: number, score: number): HealthRecord => ({
  account,
  at: march(day),
  score,
  confidence: 100,
  band: 'yellow',
  model: '1',
  weights: { usage: 40, engagement: 25, support: 15, relationship: 15, financial: 5 },
  points: { usage: 20, engagement: 25, support: 15, relationship: 7, financial: 2 },
  inputs: {
    usage: { active: null, adoption: { part: 5, whole: 8 } },
    engagement: { reviewAttended: 'never', trainingCompleted: 3, responded: null },
    support: { tickets: 1, ticketsBefore: 1, csat: { sum: 9, count: 2 } },
    relationship: { sponsor: false, champion: true, championLeft: false, nps: 8 },
    financial: { paysOnTime: true, failingSeconds: 0, confirmed: 'never' },
  },
  components: {
    usage: { state: 'yellow', because: 'u' },
    engagement: { state: 'green', because: 'e' },
    support: { state: 'green', because: 's' },
    relationship: { state: 'yellow', because: 'r' },
    financial: { state: 'yellow', because: 'f' },
  },
});

export const aRevenue = (
  subscription: string,
  day: number,
  more: Partial<RecurringRevenue> = {},
): RecurringRevenue => ({
  subscription,
  at: march(day),
  status: 'active',
  mrr: 4_900,
  currency: 'usd',
  ...more,
});

export const aConsent = (contact: string, more: Partial<ConsentRecord> = {}): ConsentRecord => ({
  contact,
  topic: 'tips',
  status: 'out',
  source: 'link',
  at: march(3),
  evidence: 'd1',
  policyVersion: 'v1',
  ...more,
});
