import { atMost, days, definePolicy, touches } from '#engine';

/** Rules that hold for every journey; the send gate enforces them. */
export const policy = definePolicy({
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [
    { classes: ['lifecycle', 'marketing'], atMost: 4, withinDays: 7, onCapped: 'hold' },
    // One campaign reaches twelve admins of an account at once; two in a week reach six of them.
    { per: 'account', classes: ['marketing'], atMost: 12, withinDays: 7, onCapped: 'hold' },
  ],
  promises: [
    atMost(4, touches('email').of('marketing')).within(days(7)),
    // Four by the cap; the others say that a payment failed, or that a card expires.
    atMost(9, touches('email')).within(days(7)),
  ],
  // The reviews of a high-touch account take the most: twelve hours of a CSM.
  limits: { costPer1000: 750_000, mailsPerContact30d: 5, tasksPerCsmWeek: 2 },
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['marketing'],
  holdAtMostDays: 7,
  from: {
    transactional: 'Tidewater Billing <billing@account.tidewater.example>',
    lifecycle: 'Tidewater <hello@mail.tidewater.example>',
    marketing: 'Tidewater <news@news.tidewater.example>',
  },
  sender: {
    name: 'Tidewater',
    address: '48 Harbor Street, Portland, ME 04101, USA',
    supportEmail: 'help@tidewater.example',
    appUrl: 'https://app.tidewater.example',
  },
  revenue: {
    currency: 'usd',
    // At each turn of the year: movements of a year show what customers did, not what currencies did.
    rates: [
      { from: '2024-01-01', worth: { eur: 1.1, gbp: 1.27 } },
      { from: '2025-01-01', worth: { eur: 1.04, gbp: 1.25 } },
      { from: '2026-01-01', worth: { eur: 1.17, gbp: 1.34 } },
    ],
    margin: 0.78,
  },
  taskPool: ['maya', 'jonas', 'priya', 'tom'],
  businessCalendar: {
    timezone: 'America/New_York',
    workdays: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '17:00',
    holidays: [
      '2025-01-01',
      '2025-07-04',
      '2025-11-27',
      '2025-12-25',
      '2026-01-01',
      '2026-07-03',
      '2026-11-26',
      '2026-12-25',
    ],
  },
});
