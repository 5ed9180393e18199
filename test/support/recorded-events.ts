type Fields = Readonly<Record<string, unknown>>;

/** Ids that are unique within a file and the same run after run, as long as events are made in the same order. */
let made = 0;
const newId = (what: string): string => `${what}-${String(++made).padStart(5, '0')}`;

export const addressOf = (contact: string): string => `${contact}@customer.example`;

export const group = (account: string, at: string, traits: Fields = {}, more: Fields = {}) => ({
  type: 'group',
  messageId: newId('group'),
  groupId: account,
  traits,
  timestamp: at,
  ...more,
});

export const identify = (account: string, user: string, at: string, traits: Fields = {}, more: Fields = {}) => ({
  type: 'identify',
  messageId: newId('identify'),
  userId: user,
  context: { groupId: account },
  traits: { email: addressOf(user), name: user, role: 'admin', ...traits },
  timestamp: at,
  ...more,
});

export const track = (account: string, event: string, at: string, more: Fields = {}) => ({
  type: 'track',
  messageId: newId('track'),
  userId: `${account}-ada`,
  event,
  context: { groupId: account },
  properties: {},
  timestamp: at,
  ...more,
});

/** A help desk tells of the account's admin, whom it knows by their address. */
export const ticket = (account: string, at: string, type: string, more: Fields = {}) => ({
  type,
  id: newId('ticket'),
  at,
  email: addressOf(`${account}-ada`),
  ...more,
});

/** Goals of the account's success plan. */
export const successPlan = (account: string, at: string, goals: readonly Fields[], more: Fields = {}) => ({
  type: 'plan',
  messageId: newId('plan'),
  groupId: account,
  goals,
  timestamp: at,
  ...more,
});

/** A low-touch account with one admin, `<account>-ada`, and further people by role. */
export const account = (
  id: string,
  at: string,
  traits: Fields = {},
  people: Readonly<Record<string, string>> = {},
): Fields[] => [
  group(id, at, { name: id, touchModel: 'low', owner: 'maya', stripeCustomerId: `cus_${id}`, ...traits }),
  ...Object.entries({ ada: 'admin', ...people }).map(([name, role]) => identify(id, `${id}-${name}`, at, { role })),
];

/** An account as above that signs up at that moment. */
export const signup = (...[id, at, traits, people]: Parameters<typeof account>): Fields[] => [
  ...account(id, at, traits, people),
  track(id, 'Account Created', at),
];

export const seconds = (at: string): number => Date.parse(at) / 1000;

/** A Stripe event about an object of the account's customer. */
export const stripe = (account: string, type: string, at: string, object: Fields, more: Fields = {}) => ({
  id: newId('evt'),
  object: 'event',
  type,
  created: seconds(at),
  data: {
    object: { customer: `cus_${account}`, ...object },
    ...(more.previous ? { previous_attributes: more.previous } : {}),
  },
  ...(more.receivedAt ? { receivedAt: more.receivedAt } : {}),
});

export const subscriptionCanceled = (account: string, at: string) =>
  stripe(account, 'customer.subscription.deleted', at, {
    object: 'subscription',
    id: `sub_${account}`,
    status: 'canceled',
  });

/** An invoice of the shape since 2025. */
export const invoice = (account: string, number = 1, more: Fields = {}): Fields => ({
  object: 'invoice',
  id: `in_${account}_${number}`,
  amount_due: 4900,
  currency: 'usd',
  attempt_count: 1,
  hosted_invoice_url: `https://invoice.stripe.example/${account}`,
  parent: { type: 'subscription_details', subscription_details: { subscription: `sub_${account}` } },
  billing_reason: 'subscription_cycle',
  ...more,
});

export const paymentFailed = (account: string, at: string, next: string | null, more: Fields = {}, number = 1) =>
  stripe(account, 'invoice.payment_failed', at, {
    ...invoice(account, number),
    next_payment_attempt: next === null ? null : seconds(next),
    ...more,
  });

/** What an invoice says of the period that it is for. */
export const billed = (from: string, to: string): Fields => ({
  lines: { data: [{ period: { start: seconds(from), end: seconds(to) } }] },
});

/** Of a year, from the day on which it is paid. */
export const invoicePaid = (account: string, at: string, number = 1, more: Fields = {}) =>
  stripe(account, 'invoice.paid', at, {
    ...invoice(account, number),
    ...billed(at, new Date(Date.parse(at) + 365 * 86_400_000).toISOString()),
    next_payment_attempt: null,
    status: 'paid',
    ...more,
  });

/** The charge that failed says why, in an event of its own. */
export const chargeFailed = (account: string, at: string, reason: string, more: Fields = {}) =>
  stripe(account, 'charge.failed', at, {
    object: 'charge',
    id: newId('ch'),
    amount: 4900,
    currency: 'usd',
    failure_code: 'card_declined',
    outcome: { reason, type: 'issuer_declined' },
    ...more,
  });

/** What a CSM does with a task. */
export const taskAction = (account: string, reason: string, action: string, at: string, more: Fields = {}) => ({
  type: 'task',
  id: newId('action'),
  account,
  reason,
  action,
  by: 'maya',
  timestamp: at,
  ...more,
});

/** What a customer does with a prompt. */
export const promptAction = (
  account: string,
  user: string,
  step: string,
  action: string,
  at: string,
  more: Fields = {},
) => ({
  type: 'prompt',
  id: newId('action'),
  account,
  user,
  step,
  action,
  timestamp: at,
  ...more,
});
