import { definePools, defineTeam } from '#engine';
import { arr } from './catalog.ts';

/** The four specialists, and the one who leads them. */
export const team = defineTeam({
  maya: { name: 'Maya', costPerYear: 118_000, email: 'maya@tidewater.example', delegate: 'jonas', lead: 'ruth' },
  jonas: { name: 'Jonas', costPerYear: 112_000, email: 'jonas@tidewater.example', delegate: 'maya', lead: 'ruth' },
  priya: {
    name: 'Priya',
    costPerYear: 124_000,
    email: 'priya@tidewater.example',
    delegate: 'tom',
    lead: 'ruth',
    calendar: { timezone: 'America/Los_Angeles' },
  },
  tom: {
    name: 'Tom',
    costPerYear: 109_000,
    email: 'tom@tidewater.example',
    delegate: 'priya',
    lead: 'ruth',
    calendar: { timezone: 'Europe/London' },
  },
  ruth: { name: 'Ruth', costPerYear: 165_000, email: 'ruth@tidewater.example' },
});

/** Takes tasks without an owner, and questions about the API. */
export const { pools, pool } = definePools(team, {
  onboarding: { for: { type: 'onboarding' }, members: ['maya', 'tom'], capacity: 25 },
  growth: { for: arr.above(10_000), members: ['priya', 'jonas'], capacity: 12 },
  leads: { members: ['ruth'], capacity: 40 },
  technical: { members: ['tom', 'jonas'], capacity: 10 },
});
