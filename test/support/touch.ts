import type { Contact, Profile } from '../../engine/account/account.ts';
import type { Choices } from '../../engine/account/consent.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { EmailStep } from '../../engine/steps/email/step.ts';

/** A Tuesday morning in UTC. */
export const now: Instant = '2026-03-10T09:00:00.000Z';

export const aPolicy = (more: Partial<Policy> = {}): Policy => ({
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [],
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['marketing'],
  holdAtMostDays: 7,
  from: {
    transactional: 'Billing <billing@tasks.example>',
    lifecycle: 'Ann <ann@tasks.example>',
    marketing: 'Ann <ann@tasks.example>',
  },
  sender: {
    name: 'Tidewater',
    address: '48 Harbor Street, Portland',
    supportEmail: 'help@tidewater.example',
    appUrl: 'https://app.tidewater.example',
  },
  taskPool: [],
  businessCalendar: { timezone: 'UTC', workdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00', holidays: [] },
  ...more,
});

export const anEmail = (more: Partial<EmailStep> = {}): EmailStep => ({
  kind: 'email',
  id: 'welcome',
  template: 'welcome',
  to: { roles: ['admin'] },
  data: {},
  ...more,
});

/** A lifecycle email to the admins, the last step of `onboarding`. */
export const aTouch = (more: Partial<TouchCall> = {}): TouchCall => ({
  account: 'acme',
  enrollment: 'onboarding-1',
  generation: 1,
  anchoredAt: '2026-03-01T10:00:00.000Z',
  waited: '',
  journey: { id: 'onboarding', version: 'v1', title: 'Onboarding' },
  order: 1,
  iteration: 1,
  policy: aPolicy(),
  step: anEmail(),
  template: { id: 'welcome', hash: 'h1', class: 'lifecycle', topic: 'product-guidance' },
  class: 'lifecycle',
  cause: 'calendar',
  next: { kind: 'end' },
  ...more,
});

export const anActiveEnrollment = (more: Partial<Enrollment> = {}): Enrollment => ({
  id: 'onboarding-1',
  account: 'acme',
  journey: 'onboarding',
  version: 'v1',
  key: 'once',
  status: 'active',
  anchoredAt: '2026-03-01T10:00:00.000Z',
  startedAt: '2026-03-01T10:00:00.000Z',
  trigger: { event: 'Account Created', fields: { plan: 'pro' } },
  exit: [],
  awaits: [],
  early: [],
  until: '2026-03-01T10:00:00Z',
  steps: {},
  seen: {},
  ...more,
});

export const someProfile = (
  attributes: Record<string, string | number | boolean> = { name: 'Acme' },
  more: Partial<Profile> = {},
): Profile => ({
  account: 'acme',
  attributes: said(attributes),
  terms: {},
  billing: { invoices: {}, declines: [] },
  revision: 1,
  ...more,
});

/** An admin with an address, unless told otherwise. */
export const somebody = (
  id: string,
  attributes: Record<string, string | boolean> = {},
  more: Partial<Contact> = {},
): Contact => ({
  id,
  attributes: said({ email: `${id}@acme.example`, name: 'Ada Lovelace', role: 'admin', ...attributes }),
  choices: {},
  recentSends: [],
  revision: 1,
  ...more,
});

/** The choices of a contact that opted out of these topics by a link. */
export const optedOutOf = (...topics: string[]): Choices =>
  Object.fromEntries(topics.map(topic => [topic, { link: { status: 'out', at: '2026-03-01T10:00:00.000Z' } }]));

export const said = <Value>(attributes: Record<string, Value>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { value, at: '2026-03-01T10:00:00.000Z' }]),
  );
