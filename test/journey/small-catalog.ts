import * as z from 'zod';
import { dateAttribute, defineCatalog, definePolicy } from '#engine';

export const policy = definePolicy({
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [],
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['marketing'],
  holdAtMostDays: 7,
  from: { transactional: 'billing@mail.example', lifecycle: 'hello@mail.example', marketing: 'news@mail.example' },
  sender: {
    name: 'Tidewater',
    address: '48 Harbor Street, Portland',
    supportEmail: 'help@tidewater.example',
    appUrl: 'https://app.tidewater.example',
  },
  taskPool: ['maya'],
  businessCalendar: { timezone: 'UTC', workdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00', holidays: [] },
});

/** A catalog as small as the tests of the authoring language need it. */
export const smallCatalog = defineCatalog(
  {
    events: {
      'Signed Up': z.object({}),
      'Signed Off': z.object({}),
      'Project Created': z.object({ size: z.int().optional() }),
      'Survey Responded': z.object({
        survey: z.enum(['nps', 'csat']),
        score: z.number(),
        anonymous: z.boolean().nullable(),
      }),
    },
    features: { projects: 'Project Created', surveys: 'Survey Responded' },
    accountAttributes: { plan: z.enum(['team', 'business']), region: z.string(), goLiveAt: dateAttribute() },
    contactAttributes: { team: z.string() },
    roles: ['admin', 'billing'],
    seats: { assigned: 'Signed Up', revoked: 'Signed Off' },
    login: 'Signed Up',
    goals: { launch: { reachedBy: 'Project Created' } },
    topics: {
      guidance: { class: 'lifecycle', title: { en: 'Guidance' }, description: { en: 'Tips.' } },
    },
    templates: {
      welcome: { channel: 'email', class: 'lifecycle', topic: 'guidance', variables: [] },
      invoice: { channel: 'email', class: 'transactional', variables: ['amount', 'link'] },
      milestone: { channel: 'email', class: 'lifecycle', topic: 'guidance', variables: ['projects'] },
      recap: { channel: 'email', class: 'lifecycle', topic: 'guidance', variables: ['projects', 'month'] },
      tour: { channel: 'prompt', class: 'lifecycle', topic: 'guidance', variables: [] },
    },
    playbooks: { 'call-about-adoption': { play: 'call about adoption', minutes: 30 } },
    policy,
  },
  ({ count }) => ({ projects: count('Project Created') }),
);
