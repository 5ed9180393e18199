import * as z from 'zod';
import { defineCatalog } from '#engine';
import { templates } from '../templates/index.ts';
import { policy } from './policy.ts';

const nothing = z.object({});

/** The words of a project-management business. Events carry no personal data: only fields that are named here travel.
 * The values at the end are there for every template. */
export const catalog = defineCatalog(
  {
    events: {
      'Account Created': z.object({ plan: z.string() }).partial(),
      'Account Deleted': nothing,
      'Signed Up': nothing,
      'Signed In': nothing,
      'Invite Sent': nothing,
      'Account Added User': nothing,
      'Account Removed User': nothing,
      'Trial Started': z.object({ days: z.int() }).partial(),
      'Trial Ended': nothing,

      'Project Created': nothing,
      'Task Completed': nothing,
      'Report Shared': nothing,
      'Automation Created': nothing,
      'Integration Connected': nothing,
      'Comment Added': nothing,
      'Template Used': nothing,
      'Timeline Viewed': nothing,

      'Support Ticket Created': nothing,
      'Support Ticket Solved': nothing,
      'Survey Responded': z.object({ survey: z.enum(['nps', 'csat', 'ces']), score: z.number() }),
      'Training Completed': nothing,
      'Webinar Attended': nothing,
      'Review Attended': nothing,
      'Premium Feature Attempted': z.object({ feature: z.string() }),
      'Limit Approached': z.object({ limit: z.enum(['storage', 'api']), used: z.number(), allowed: z.number() }),
      'Referral Sent': nothing,
      'Community Contribution': nothing,
      'Champion Left': nothing,
    },
    features: {
      projects: 'Project Created',
      tasks: 'Task Completed',
      reports: 'Report Shared',
      automations: 'Automation Created',
      integrations: 'Integration Connected',
      comments: 'Comment Added',
      templates: 'Template Used',
      timeline: 'Timeline Viewed',
    },
    seats: { assigned: 'Account Added User', revoked: 'Account Removed User' },
    login: 'Signed In',
    goals: { launch: { reachedBy: 'Integration Connected' } },
    accountAttributes: {},
    contactAttributes: {},
    roles: ['admin', 'billing', 'champion', 'member'],
    topics: {
      'product-guidance': {
        class: 'lifecycle',
        title: { en: 'Product guidance', de: 'Tipps zum Produkt' },
        description: {
          en: 'First steps and tips that fit how your team works. A few in the first month, about one a month after.',
          de: 'Erste Schritte und Tipps, die zu Ihrem Team passen. Einige im ersten Monat, danach etwa einer im Monat.',
        },
      },
      'webinar-invitations': {
        class: 'lifecycle',
        title: { en: 'Webinars and training', de: 'Webinare und Schulungen' },
        description: {
          en: 'Invitations to live sessions and courses. At most one a month.',
          de: 'Einladungen zu Live-Terminen und Kursen. Höchstens eine im Monat.',
        },
      },
      'business-reviews': {
        class: 'lifecycle',
        title: { en: 'Business reviews', de: 'Quartalsberichte' },
        description: {
          en: 'What your team did with the product, once a quarter.',
          de: 'Was Ihr Team mit dem Produkt erreicht hat, einmal im Quartal.',
        },
      },
      'renewal-notices': {
        class: 'lifecycle',
        title: { en: 'Renewal notices', de: 'Vertragsverlängerung' },
        description: {
          en: 'What your plan brought you and how to renew it, in the three months before it ends.',
          de: 'Was Ihr Vertrag gebracht hat und wie Sie ihn verlängern, in den drei Monaten vor seinem Ende.',
        },
      },
      'trial-guidance': {
        class: 'lifecycle',
        title: { en: 'Trial guidance', de: 'Begleitung der Testphase' },
        description: {
          en: 'Help while you try the product out. A few in a trial, and none after.',
          de: 'Hilfe, während Sie das Produkt ausprobieren. Einige in der Testphase, danach keine.',
        },
      },
      'plan-limits': {
        class: 'lifecycle',
        title: { en: 'Plan limits', de: 'Grenzen des Tarifs' },
        description: {
          en: 'When your team has reached what its plan holds.',
          de: 'Wenn Ihr Team erreicht hat, was sein Tarif umfasst.',
        },
      },
      surveys: {
        class: 'lifecycle',
        title: { en: 'Surveys', de: 'Umfragen' },
        description: {
          en: 'One question, answered with one click. At most once a quarter.',
          de: 'Eine Frage, mit einem Klick beantwortet. Höchstens einmal im Quartal.',
        },
      },
      'feature-tips': {
        class: 'marketing',
        title: { en: 'Feature tips', de: 'Funktionen im Blick' },
        description: {
          en: 'Something in the product that your team has not tried yet. At most one a month.',
          de: 'Etwas im Produkt, das Ihr Team noch nicht ausprobiert hat. Höchstens einmal im Monat.',
        },
      },
      'plan-offers': {
        class: 'marketing',
        title: { en: 'Plans and offers', de: 'Tarife und Angebote' },
        description: {
          en: 'When a larger plan or an add-on might suit you.',
          de: 'Wenn ein größerer Tarif oder ein Zusatz zu Ihnen passen könnte.',
        },
      },
      'customer-stories': {
        class: 'marketing',
        title: { en: 'Customer stories', de: 'Kundengeschichten' },
        description: {
          en: 'Invitations to tell others what your work with us is like.',
          de: 'Einladungen, anderen von Ihrer Arbeit mit uns zu erzählen.',
        },
      },
      community: {
        class: 'marketing',
        title: { en: 'Community', de: 'Community' },
        description: {
          en: 'Invitations to talks, advisory boards and meetings of customers.',
          de: 'Einladungen zu Vorträgen, Beiräten und Treffen von Kunden.',
        },
      },
    },
    templates,
    policy,
    health: {
      version: '1',
      championRole: 'champion',
      events: {
        reviewAttended: ['Review Attended'],
        trainingCompleted: ['Training Completed'],
        responded: ['Survey Responded', 'Webinar Attended'],
        ticketCreated: ['Support Ticket Created'],
        championLeft: ['Champion Left'],
        nps: { event: 'Survey Responded', where: { survey: 'nps' }, score: 'score' },
        csat: { event: 'Survey Responded', where: { survey: 'csat' }, score: 'score' },
      },
    },
  },
  ({ attribute, count, featuresTotal, featuresUsed }) => ({
    tasksCompleted: count('Task Completed'),
    featuresUsed: featuresUsed(),
    featuresTotal,
    renewalDate: attribute('renewalAt'),
  }),
);

export const {
  signal,
  cleared,
  activeUsers,
  adoption,
  after,
  attribute,
  before,
  branch,
  count,
  day,
  dayOf,
  email,
  enroll,
  escalate,
  every,
  everyone,
  exit,
  experiment,
  featuresTotal,
  featuresUsed,
  featureUse,
  goal,
  journey,
  latest,
  leastUsedFeature,
  logins,
  manual,
  mean,
  medianOf,
  next,
  on,
  onDate,
  prompt,
  role,
  seats,
  seatsTotal,
  seatsUsed,
  silence,
  slack,
  soleFeature,
  trigger,
  unusedFeatures,
  update,
  used,
  users,
  wait,
  waitFor,
  webhook,
} = catalog;

export const admins = role('admin');
export const billing = role('billing');
export const champions = role('champion');

export const arr = attribute('arr');
export const touchModel = attribute('touchModel');
