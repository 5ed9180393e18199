import { definePolicy } from 'daymark';

/** Rules that hold for every journey; the send gate enforces them. */
export const policy = definePolicy({
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [{ classes: ['lifecycle', 'marketing'], atMost: 4, withinDays: 7, onCapped: 'hold' }],
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['marketing'],
  holdAtMostDays: 7,
  from: {
    transactional: 'Example <billing@account.example.com>',
    lifecycle: 'Example <hello@mail.example.com>',
    marketing: 'Example <news@news.example.com>',
  },
  sender: {
    name: 'Example',
    address: '1 Main Street, Portland, ME 04101, USA',
    supportEmail: 'help@example.com',
    appUrl: 'https://app.example.com',
  },
  taskPool: ['sam'],
  businessCalendar: {
    timezone: 'America/New_York',
    workdays: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '17:00',
    holidays: [],
  },
});
