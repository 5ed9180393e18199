import { createHmac } from 'node:crypto';
import { matchRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import { allTopics } from '../../engine/account/consent.ts';
import { surveyToken } from '../../engine/contacts/survey-token.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { accountPrefix, sortKey } from '../../engine/kernel/row-keys.ts';
import { connectorSecretOf, localSecrets, userTokenSigner } from '../../engine/local/local-secrets.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import { signPromptToken } from '../../engine/tokens.ts';
import { slackApp } from '../../faults/world.ts';
import { invoice, track } from '../../test/support/recorded-events.ts';
import { promptId, taskOf, tenfold } from './large-rows.ts';
import type { MeasuredInvocation } from './measure.ts';

interface Asked {
  headers?: Record<string, string>;
  body?: string;
}

/** As Slack signs it. */
const signedBySlack = (block_id: string, now: Instant): Asked => {
  const actions = [{ action_id: 'acknowledge', block_id, action_ts: '1.0' }];
  const payload = JSON.stringify({ type: 'block_actions', user: { id: 'U-maya' }, actions });
  const body = new URLSearchParams({ payload }).toString();
  const timestamp = String(Math.floor(Date.parse(now) / 1_000));
  const signed = createHmac('sha256', slackApp.signingSecrets[0] ?? '')
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return { headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signed}` }, body };
};

/** The page of one account in the console, which reads most of all that are about one. */
export const pageOfAccount = (account: string, now: Instant, token: string): MeasuredInvocation =>
  asking(now)('the page of one account', `GET /v1/accounts/${account}`, {
    headers: { authorization: `Bearer ${token}` },
  });

/** Asks a route. */
const asking =
  (now: Instant) =>
  (what: string, route: string, { headers = {}, body = '' }: Asked = {}): MeasuredInvocation => {
    const [method = '', url = ''] = route.split(' ');
    const matched = matchRoute(publicRoutes, method, url.replace(/\?.*/, ''));
    if (!matched) throw new Error(`There is no ${route}.`);
    return {
      function: matched.function,
      what,
      event: proxyEvent({ method, url, headers, body, at: now, route: matched }),
      at: now,
    };
  };

/** Calls of the functions that read single items, pages, or what every decision reads, of an account with `largeRows`. */
export const invocations = async (account: string, now: Instant, csmToken: string): Promise<MeasuredInvocation[]> => {
  const ask = asking(now);
  const batch = (name: string, what: string, bodies: readonly object[]): MeasuredInvocation => ({
    ...{ function: name, what, at: now },
    event: { Records: bodies.map((body, n) => ({ messageId: `m-${n}`, body: JSON.stringify(body), attributes: {} })) },
  });
  const clock = (name: string, what: string, at: Instant): MeasuredInvocation => ({
    ...{ function: name, what, at },
    event: { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} },
  });
  const calls = (count: number, bytes = 0) =>
    Array.from({ length: count }, (_, n) =>
      track(account, 'Template Used', now, { userId: `user-${n}`, properties: { note: 'x'.repeat(bytes) } }),
    );
  const token = await signPromptToken({ account, user: 'ada' }, userTokenSigner, { at: new Date(now) });
  const user = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const csm = { authorization: `Bearer ${csmToken}`, 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const secret = localSecrets.DAYMARK_TOKEN_SECRET;
  const mail = { account, contact: 'ada', delivery: 'survey-1' };
  return [
    ask('2,400 calls of 500 KB', 'POST /v1/batch', {
      headers: { authorization: `Basic ${btoa(`${localSecrets.DAYMARK_WRITE_KEYS}:`)}` },
      body: JSON.stringify({ batch: calls(2_400) }),
    }),
    ask('200 calls of 500 KB', 'POST /v1/webhooks/segment', {
      headers: { authorization: `Bearer ${localSecrets.DAYMARK_WEBHOOK_SECRETS}` },
      body: JSON.stringify(calls(200, 2_300)),
    }),
    ask('200 calls of 500 KB', 'POST /v1/b', {
      body: JSON.stringify({ writeKey: localSecrets.DAYMARK_BROWSER_KEYS, batch: calls(200, 2_300) }),
    }),
    ask('an event of 250 KB', 'POST /v1/billing/stripe', signed(stripeEvent(account, now), now)),
    ask('a rating of 250 KB', 'POST /v1/support/generic', signedByDesk(account, now)),
    batch(
      'ingest-partner-events',
      '10 events',
      calls(10).map(detail => ({ source: 'product', 'detail-type': 'track', detail })),
    ),
    ask('a contact with 1,000 mails', `POST /u/${unsubscribeToken({ ...mail, topic: allTopics }, secret)}`, {
      headers: form,
      body: 'List-Unsubscribe=One-Click',
    }),
    ask('a contact with 1,000 mails', `POST /s/${surveyToken({ ...mail, survey: 'nps' }, secret)}`, {
      headers: form,
      body: 'score=9',
    }),
    batch(
      'record-feedback',
      'what every decision reads, 10 times',
      Array.from({ length: 10 }, (_, n) => failedExecution(account, tenfold.enrollments - 1 - n)),
    ),
    {
      ...{ function: 'tally', what: '100 enrollments of 1,200', at: now },
      event: {
        Records: Array.from({ length: 100 }, (_, n) => ({
          dynamodb: {
            Keys: { pk: { S: accountPrefix + account }, sk: { S: `${sortKey.enrollment}onboarding-${n}` } },
            SequenceNumber: String(n + 1),
          },
        })),
      },
    },
    clock('sync-suppressions', '1,000 addresses', plusSeconds(now, 3 * 3_600)),
    clock('send-digests', '1,200 tasks of one owner', mondayNoonAfter(now)),
    clock('sweep', '2,000 accounts that are due', now),
    batch(
      'notify-task',
      '10 notices',
      Array.from({ length: 10 }, (_, n) => ({
        account,
        task: taskOf(account, n, now).id,
        revision: 1,
        change: 'opened',
        at: now,
      })),
    ),
    ask('a page of 1,200 tasks', 'GET /v1/tasks?limit=100', { headers: csm }),
    ask('1,200 tasks, ranked', 'GET /v1/today', { headers: csm }),
    ask('1,200 active enrollments', `POST /v1/journeys/onboarding/pause?plan=true`, { headers: csm, body: '{}' }),
    ask('1,200 active enrollments', `POST /v1/accounts/${account}/notes`, {
      headers: { ...csm, 'idempotency-key': 'k' },
      body: JSON.stringify({ text: 'x'.repeat(4_000) }),
    }),
    ask('a press in Slack', 'POST /v1/slack/actions', signedBySlack(`1 ${taskOf(account, 2, now).id}`, now)),
    ask('one task', `POST /v1/tasks/${taskOf(account, 1, now).id}/acknowledge`, { headers: csm, body: '{}' }),
    ask('1,000 prompts', 'GET /v1/prompts?limit=10', { headers: user }),
    ask('1,000 prompts, what every decision reads', 'POST /v1/prompts/events', {
      headers: user,
      // A time without an offset: its zone is the account's.
      body: JSON.stringify({
        events: Array.from({ length: 50 }, (_, n) => ({
          id: `report-${n}`,
          promptId: promptId(n),
          type: 'seen',
          at: now.slice(0, 19),
        })),
      }),
    }),
  ];
};

const stripeEvent = (account: string, now: Instant) => {
  const lines = Array.from({ length: 1_000 }, (_, n) => ({ id: `il_${n}`, description: 'x'.repeat(200) }));
  return {
    ...{
      id: 'evt_large',
      object: 'event',
      type: 'invoice.payment_failed',
      created: Math.floor(Date.parse(now) / 1_000),
    },
    data: { object: { customer: 'cus_large', ...invoice(account), lines: { data: lines } } },
  };
};

const signed = (event: object, now: Instant): Asked => {
  const body = JSON.stringify(event);
  const time = Math.floor(Date.parse(now) / 1_000);
  const signature = createHmac('sha256', connectorSecretOf('stripe')).update(`${time}.${body}`).digest('hex');
  return { headers: { 'stripe-signature': `t=${time},v1=${signature}` }, body };
};

/** By an address, so that the contact is looked for. */
const signedByDesk = (account: string, now: Instant): Asked => {
  const said = {
    type: 'ticket.rated',
    id: 'large',
    email: `ada@${account}.example`,
    score: 4,
    comment: 'x'.repeat(250_000),
  };
  const body = JSON.stringify(said);
  const time = Math.floor(Date.parse(now) / 1_000);
  const signature = createHmac('sha256', connectorSecretOf('generic')).update(`${time}.${body}`).digest('hex');
  return { headers: { 'daymark-signature': `t=${time},v1=${signature}` }, body };
};

const failedExecution = (account: string, n: number) => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: {
    ...{ status: 'FAILED', error: 'States.Runtime' },
    input: JSON.stringify({ account, enrollment: `onboarding-${n}`, generation: 1 }),
  },
});

const mondayNoonAfter = (at: Instant): Instant => {
  const noon = `${at.slice(0, 10)}T19:00:00.000Z`;
  return plusSeconds(noon, ((8 - new Date(noon).getUTCDay()) % 7 || 7) * 86_400);
};
