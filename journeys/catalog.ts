import * as z from 'zod';
import { all, any, dateAttribute, days, defineCatalog, not, openTask } from '#engine';
import { playbooks } from '../playbooks/index.ts';
import { templates } from '../templates/index.ts';
import { policy } from './policy.ts';
import { surveyTopics, topics } from './topics.ts';

const nothing = z.object({});

/** The words of a project-management business. Events carry no personal data: only fields that are named here travel.
 * The values at the end are there for every template. */
export const catalog = defineCatalog(
  {
    events: {
      'Account Created': z.object({ plan: z.string() }).partial(),
      'Account Deleted': nothing,
      /** A new customer's first contract is signed, as the CRM says. */
      'Deal Won': nothing,
      'Signed Up': nothing,
      'Signed In': nothing,
      'Invite Sent': nothing,
      'Account Added User': nothing,
      'Account Removed User': nothing,
      'Trial Started': z.object({ days: z.int().min(1).max(365) }).partial(),
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
      'Survey Responded': z.object({
        survey: z.enum(['nps', 'csat', 'ces']),
        score: z.number(),
        topic: z.enum(Object.keys(surveyTopics) as (keyof typeof surveyTopics)[]).optional(),
      }),
      'Conversation Scored': z.object({ sentiment: z.number().min(-1).max(1), topic: z.string().optional() }),
      'Training Completed': nothing,
      'Webinar Registered': z.object({ webinar: z.string(), sessionAt: dateAttribute() }),
      'Webinar Attended': z.object({ webinar: z.string() }).partial(),
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
    fromBrowser: ['Timeline Viewed', 'Template Used', 'Premium Feature Attempted'],
    goals: { launch: { reachedBy: 'Integration Connected' } },
    accountAttributes: {},
    contactAttributes: {},
    roles: ['admin', 'billing', 'champion', 'member'],
    topics,
    surveyTopics,
    templates,
    playbooks,
    policy,
    crm: {
      hubspot: {
        fields: { name: 'name', annualrevenue: 'arr', renewal_date: 'renewalAt', hubspot_owner_id: 'owner' },
        owners: { '71001': 'maya', '71002': 'tom' },
        won: { field: 'lifecyclestage', is: 'customer', event: 'Deal Won' },
        tasks: { field: 'hs_task_status', outcomes: { COMPLETED: 'contacted_recovering', DEFERRED: 'not_actionable' } },
      },
      salesforce: {
        fields: { Name: 'name', AnnualRevenue: 'arr', Renewal_Date__c: 'renewalAt', OwnerId: 'owner' },
        owners: { '005A0000001MayaAAA': 'maya', '005A0000001TomAAAA': 'tom' },
        won: { field: 'StageName', is: 'Closed Won', event: 'Deal Won' },
        tasks: { field: 'Status', outcomes: { Completed: 'contacted_recovering', Deferred: 'not_actionable' } },
      },
    },
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
        reviewOpened: [{ event: 'mail.clicked', where: { step: 'business-review' } }],
        surveyAnswered: [{ event: 'Survey Responded', where: {} }],
        ces: { event: 'Survey Responded', where: { survey: 'ces' }, score: 'score' },
      },
    },
  },
  ({ attribute, count, featuresTotal, featuresUsed }) => ({
    tasksCompleted: count('Task Completed'),
    featuresUsed: featuresUsed(),
    featuresTotal,
    renewalDate: attribute('renewalAt'),
  }),
  ({ attribute, goal, seats, segment, stage }) => ({
    segments: [
      segment('automated', attribute('touchModel').in('low', 'digital')),
      segment('free', attribute('plan').is('free')),
      segment('lowTouchTeam', all(attribute('touchModel').is('low'), attribute('plan').is('team'))),
      segment('over10k', attribute('arr').above(10_000)),
      segment('readyToGrow', all(segment('over10k'), stage.in('expanding', 'advocate'))),
    ],
    stages: {
      churned: attribute('status').in('canceled', 'deleted'),
      trial: attribute('status').is('trialing'),
      free: segment('free'),
      atRisk: any(attribute('health').is('red'), openTask('risk')),
      renewing: attribute('renewalAt').dueWithin(days(90)),
      onboarding: not(goal('launch').reached()),
      advocate: all(attribute('health').is('green'), attribute('health').unchangedFor(days(60))),
      expanding: seats().atLeast(0.8),
      adopting: attribute('plan').exists(),
    },
    // The first profile that holds is used: new customers are judged by first steps, digital accounts by what they can do on their own.
    healthProfiles: [
      {
        // Two weeks decide, and there is no relationship yet.
        id: 'trial',
        when: stage.is('trial'),
        weights: { usage: 70, engagement: 20, support: 10, relationship: 0, financial: 0 },
        thresholds: { usage: { days: 7, active: { green: 50, red: 20 }, adoption: { green: 40, red: 15 } } },
        components: { engagement: ['trainingCompleted', 'responded'] },
      },
      {
        // Until the launch: three of the eight key features are a good start, one is none. Over four weeks, since a holiday
        // moves two.
        id: 'onboarding',
        when: all(stage.is('onboarding'), stage.days.below(90)),
        weights: { usage: 50, engagement: 25, support: 15, relationship: 5, financial: 5 },
        thresholds: { usage: { days: 28, active: { green: 60, red: 30 }, adoption: { green: 35, red: 15 } } },
        components: { engagement: ['trainingCompleted', 'responded'], relationship: ['champion'] },
      },
      {
        // No CSM visits a digital account: it is engaged by what it can do by itself.
        id: 'digital',
        when: attribute('touchModel').is('digital'),
        components: { engagement: ['reviewOpened', 'trainingCompleted', 'surveyAnswered'], relationship: ['nps'] },
      },
      {
        // An account that does not use the product does not renew, however good the relationship is.
        id: 'renewing',
        when: stage.is('renewing'),
        weights: { usage: 50, engagement: 20, support: 10, relationship: 15, financial: 5 },
      },
    ],
  }),
);

export const {
  signal,
  cleared,
  activeUsers,
  adoption,
  after,
  assign,
  attribute,
  before,
  branch,
  campaign,
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
  moveGoal,
  next,
  on,
  onDate,
  plan,
  prompt,
  role,
  seats,
  seatsTotal,
  seatsUsed,
  segment,
  silence,
  slack,
  soleFeature,
  stage,
  trigger,
  unusedFeatures,
  update,
  used,
  users,
  wait,
  waitFor,
  webhook,
  whoAsked,
} = catalog;

export const admins = role('admin');
export const billing = role('billing');
export const champions = role('champion');

/** Below this mean of a month's conversations, of -1 to 1, customers are at risk. */
export const sentimentLine = -0.2;

export const arr = attribute('arr');
export const touchModel = attribute('touchModel');
/** Free accounts are helped in the product only: no mail, and no task. */
export const paying = attribute('plan').isNot('free');
