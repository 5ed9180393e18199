import { localSecrets } from '../../engine/local/local-secrets.ts';
import { queues } from '../../engine/wiring/queues.ts';
import type { Story } from '../../faults/kill.ts';
import { group, paymentFailed, subscriptionCanceled, ticket, track } from '../support/recorded-events.ts';
import { customer, day, does, hour, minute } from './acts.ts';

export const customers: Story[] = [
  {
    title: 'a customer signs up, and is written to',
    ends: [
      'mail welcome acme-ada',
      'mail welcome acme-bob',
      'core-workflow-tour,to:everyone',
      'post /slack',
      'post /webhook',
      'completed',
      'reach-out SUCCEEDED',
    ],
    acts: [customer(), does(minute, 'Account Created')],
    lasts: 2 * hour,
  },
  {
    title: 'lists and counts follow a customer, while it waits and once it is through',
    ends: ['listen exited', 'reach-out completed'],
    acts: [
      customer(),
      does(minute, 'Trial Started'),
      does(minute, 'Account Created'),
      { after: 2 * minute, act: ({ changed }) => changed() },
      does(3 * minute, 'Project Created'),
      { after: 3 * hour, act: ({ changed }) => changed() },
    ],
    lasts: 4 * hour,
    counts: true,
    // The steps of a version are put once, for all accounts.
    dies: death => death.function === 'tally' && death.operation !== 'PutItem',
  },
  {
    title: 'what is awaited happens',
    ends: ['waited', '"took":"then"', '"reason":"done"', 'usage Comment Added', 'listen SUCCEEDED'],
    acts: [
      customer(),
      does(minute, 'Trial Started'),
      does(2 * minute, 'Comment Added'),
      does(3 * minute, 'Project Created'),
    ],
    lasts: 4 * hour,
  },
  {
    title: 'a subscription ends, and with it all that waits and is to be done',
    ends: ['"reason":"subscription.canceled"', '"action":"opened"', 'listen SUCCEEDED', 'bus call opened'],
    acts: [
      customer(),
      does(minute, 'Trial Started'),
      does(2 * minute, 'Champion Left'),
      {
        after: 10 * minute,
        act: ({ account, cloud, send }) => send(subscriptionCanceled(account, cloud.now())),
      },
    ],
    lasts: 2 * hour,
  },
  {
    title: 'a subscription ends that forty enrollments wait in',
    ends: ['"reason":"subscription.canceled"', 'many SUCCEEDED'],
    acts: [
      customer(),
      ...Array.from({ length: 40 }, (_, index) =>
        does(minute, 'Premium Feature Attempted', { feature: `feature-${index}` }),
      ),
      {
        after: 10 * minute,
        act: ({ account, cloud, send }) => send(subscriptionCanceled(account, cloud.now())),
      },
    ],
    lasts: hour,
    // Other stories cover the beginnings; this one dies between the transactions of the decision that ends them all.
    dies: ({ function: name, nth, operation, when }) =>
      name === 'route-events' && nth > 40 && operation === 'TransactWriteItems' && when === 'after',
  },
  {
    title: 'what a processor tells of a customer who is not known yet is kept until they are',
    ends: ['usage payment.failed'],
    acts: [
      {
        after: 0,
        act: ({ account, cloud, send }) => send(paymentFailed(account, cloud.now(), null)),
      },
      customer({}, minute),
    ],
    lasts: hour,
  },
  {
    title: 'events come over a bus of ours',
    ends: ['enrolled'],
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, cloud }) => {
          const event = {
            source: 'product',
            'detail-type': 'track',
            detail: track(account, 'Trial Started', cloud.now()),
          };
          cloud.queues.get(queues.partners.name).send({ body: JSON.stringify(event) });
        },
      },
    ],
    lasts: hour,
  },
  {
    title: 'a call comes by a webhook of a collector of events',
    ends: ['mail nps-survey-email acme-ada'],
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, cloud, ask }) =>
          ask('POST /v1/webhooks/segment', {
            headers: { authorization: `Bearer ${localSecrets.DAYMARK_WEBHOOK_SECRETS}` },
            body: JSON.stringify(
              track(account, 'Webinar Attended', cloud.now(), { messageId: `${account}-collected` }),
            ),
          }),
      },
    ],
    lasts: hour,
    dies: death => death.function === 'ingest-webhook',
  },
  {
    title: 'a help desk tells of a ticket of somebody by their address, and of how it was rated',
    ends: ['usage Support Ticket Created', 'usage Survey Responded'],
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, cloud, send }) => send(ticket(account, cloud.now(), 'ticket.created')),
      },
      {
        after: 2 * minute,
        act: ({ account, cloud, send }) =>
          send(ticket(account, cloud.now(), 'ticket.rated', { score: 5, comment: 'Thank you!' })),
      },
    ],
    lasts: hour,
    dies: death => death.function === 'ingest-connector',
  },
  {
    title: 'a page tells of what its user does',
    ends: ['enrolled', 'usage Premium Feature Attempted'],
    acts: [
      customer(),
      {
        after: minute,
        act: ({ account, cloud, ask }) =>
          ask('POST /v1/t', {
            headers: { 'content-type': 'text/plain' },
            body: JSON.stringify({
              ...track(account, 'Premium Feature Attempted', cloud.now(), {
                messageId: `${account}-page`,
                properties: { feature: 'reports' },
              }),
              writeKey: localSecrets.DAYMARK_BROWSER_KEYS,
            }),
          }),
      },
    ],
    lasts: hour,
    dies: death => death.function === 'ingest-browser',
  },
  {
    title: 'a date comes near, and moves',
    ends: ['rescheduled', 'mail check-in acme-ada'],
    alone: true,
    acts: [
      {
        after: 0,
        act: ({ account, cloud, send }) => {
          const renewalAt = new Date(Date.parse(cloud.now()) + 3 * day * 1000).toISOString().slice(0, 10);
          return customer({ renewalAt }).act({ account, cloud, send } as never);
        },
      },
      { after: 2 * hour, act: ({ call }) => call('sweep') },
      {
        after: 3 * hour,
        act: ({ account, cloud, send }) => {
          const renewalAt = new Date(Date.parse(cloud.now()) + 5 * day * 1000).toISOString().slice(0, 10);
          return send(group(account, cloud.now(), { renewalAt }));
        },
      },
    ],
    lasts: 5 * day,
    // Each death takes days of the world's time: routing dies where something changes.
    dies: ({ function: name, operation }) =>
      name === 'sweep' ||
      (name === 'route-events' && /^(TransactWriteItems|StartExecution|SendTaskFailure)$/.test(operation)),
  },
];
