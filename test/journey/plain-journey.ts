import type { Anchor } from '../../engine/definition/anchor.ts';
import type { CatalogData } from '../../engine/definition/catalog.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { Step } from '../../engine/definition/step.ts';
import type { TemplateInfo } from '../../engine/definition/template.ts';
import type { EmailStep } from '../../engine/steps/email/step.ts';
import type { EscalateStep } from '../../engine/steps/escalate/step.ts';
import type { PromptStep } from '../../engine/steps/prompt/step.ts';
import type { WaitForStep } from '../../engine/steps/wait-for/step.ts';
import type { EventTrigger } from '../../engine/triggers/event/trigger.ts';

/** Journeys as plain data: they can be wrong in ways that the authoring API would not let through. */
export const journeyOf = (steps: readonly Step[], changes: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  format: 1,
  id: 'welcome-series',
  title: 'Welcome series',
  enroll: event('Account Created'),
  reenroll: { kind: 'never' },
  exit: [event('Account Deleted')],
  priority: 100,
  policy,
  steps,
  hash: 'test',
  ...changes,
});

export const email = (id: string, changes: Partial<EmailStep> = {}): EmailStep => ({
  kind: 'email',
  id,
  template: 'welcome',
  to: { roles: ['admin'] },
  data: {},
  ...changes,
});

export const prompt = (id: string, changes: Partial<PromptStep> = {}): PromptStep => ({
  kind: 'prompt',
  id,
  template: 'tour',
  to: { roles: 'everyone' },
  data: {},
  ...changes,
});

export const escalate = (id: string, changes: Partial<EscalateStep> = {}): EscalateStep => ({
  kind: 'escalate',
  id,
  type: 'onboarding',
  severity: 2,
  sla: { unit: 'businessDays', amount: 2 },
  play: 're-onboarding call',
  evidence: {},
  early: [],
  then: {},
  ...changes,
});

/** Waits for a project at most that many days. */
export const waitFor = (id: string, arm: string, days: number): WaitForStep => ({
  kind: 'waitFor',
  id,
  first: { [arm]: event('Project Created') },
  timeout: { unit: 'days', amount: days },
  then: {},
});

export const event = (name: string, where: EventTrigger['where'] = []): EventTrigger => ({
  kind: 'event',
  event: name,
  where,
});
export const day = (day: number): Anchor => ({ kind: 'day', day });
export const before = (attribute: string, days: number): Anchor => ({ kind: 'before', attribute, days });
export const after = (amount: number): Anchor => ({ kind: 'after', duration: { unit: 'days', amount } });

export const usedProjects: Condition = {
  kind: 'used',
  feature: 'projects',
  event: 'Project Created',
  window: { kind: 'sinceEnrollment' },
};

export const arrAbove = (value: number): Condition => ({ kind: 'attribute', name: 'arr', comparison: 'above', value });

export const policy: Policy = {
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [{ classes: ['lifecycle', 'marketing'], atMost: 3, withinDays: 7, onCapped: 'hold' }],
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['marketing'],
  holdAtMostDays: 7,
  from: {
    transactional: 'Acme Billing <billing@acme.example>',
    lifecycle: 'hello@acme.example',
    marketing: 'news@acme.example',
  },
  sender: {
    name: 'Tidewater',
    address: '48 Harbor Street, Portland',
    supportEmail: 'help@tidewater.example',
    appUrl: 'https://app.tidewater.example',
  },
  taskPool: ['csm-1', 'csm-2'],
  businessCalendar: {
    timezone: 'Europe/Berlin',
    workdays: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '17:00',
    holidays: ['2026-12-25'],
  },
};

export const catalog: CatalogData = {
  events: {
    'Account Created': { fields: { plan: 'string' } },
    'Account Deleted': { fields: {} },
    'Project Created': { fields: {} },
    'Task Completed': { fields: {} },
    'payment.failed': { fields: { invoice: 'string', decline: 'string' } },
    'payment.recovered': { fields: { invoice: 'string' } },
  },
  features: { projects: 'Project Created', tasks: 'Task Completed' },
  accountAttributes: { arr: 'number', touchModel: 'string', renewalAt: 'string', timezone: 'string' },
  dateAttributes: ['renewalAt'],
  contactAttributes: { email: 'string', role: 'string' },
  roles: ['admin', 'billing', 'champion', 'member'],
  topics: {
    onboarding: { class: 'lifecycle', title: { en: 'Onboarding' }, description: { en: 'First steps.' } },
  },
  topicsVersion: 'test',
  sender: policy.sender,
};

const template = (id: string, changes: Partial<TemplateInfo> = {}): TemplateInfo => ({
  id,
  channel: 'email',
  class: 'lifecycle',
  topic: 'onboarding',
  locales: ['en'],
  variables: [],
  hash: 'test',
  ...changes,
});

export const templates: TemplateInfo[] = [
  template('welcome'),
  template('milestone', { variables: ['tasks'] }),
  template('tour', { channel: 'prompt' }),
  template('payment-failed', { class: 'transactional', topic: undefined }),
  template('translated', { locales: ['de', 'en'] }),
];
