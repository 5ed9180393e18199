import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { matchRoute, publicRoutes, viewPaths } from '../engine/access/public-routes.ts';
import { surveyToken } from '../engine/contacts/survey-token.ts';
import { plusSeconds } from '../engine/kernel/instant.ts';
import { localSecrets, userTokenSigner } from '../engine/local/local-secrets.ts';
import { proxyEvent } from '../engine/local/proxy-event.ts';
import type { World } from '../engine/local/world.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { signPromptToken } from '../engine/tokens.ts';
import { invoicePaid } from '../test/support/recorded-events.ts';
import type { SampledPerson } from './sample-people.ts';
import type { UserPool } from './user-pool.ts';

export interface Visited {
  /** Status of each answer, by what was asked. */
  answers: Record<string, number[]>;
}

/** What people do over HTTP, and partners over EventBridge, that no recorded event does: every route, and what it leads to. */
export const visit = async (
  cloud: World,
  pool: UserPool,
  { audience, people }: { audience: string; people: readonly SampledPerson[] },
): Promise<Visited> => {
  const answers: Visited['answers'] = {};
  const ask = async (
    method: string,
    url: string,
    given: { authorization?: string; body?: string; type?: string; key?: string } = {},
  ) => {
    const route = matchRoute(publicRoutes, method, url.replace(/\?.*/, ''));
    if (!route) throw new RangeError(`There is no route ${method} ${url}.`);
    const headers = {
      'content-type': given.type ?? 'application/json',
      ...(given.authorization !== undefined && { authorization: given.authorization }),
      ...(given.key !== undefined && { 'idempotency-key': given.key }),
    };
    const event = proxyEvent({ method, url, headers, body: given.body ?? '', at: cloud.now(), route });
    const { statusCode = 200, body = '{}' } = (await cloud.invoke(
      route.function,
      event,
    )) as APIGatewayProxyStructuredResultV2;
    answers[`${method} ${route.path}`] = [...(answers[`${method} ${route.path}`] ?? []), statusCode];
    return body;
  };

  const known = new Set(people.map(({ account }) => account));
  // Digests of CSMs are no touches.
  const mails = cloud.mailbox
    .mails()
    .filter(({ tags }) => tags.delivery !== undefined && known.has(accountIn(tags)))
    .toReversed();
  const link = mails.flatMap(({ text }) => /\/u\/[\w.~%-]+/.exec(text) ?? []).at(0);
  if (link !== undefined) {
    await ask('GET', link);
    await ask('POST', link, { body: 'choice=none', type: 'application/x-www-form-urlencoded' });
  }
  const { delivery = '', ...tags } = mails[0]?.tags ?? {};
  const name = accountIn(tags);
  const contact = people.find(each => each.account === name)?.user ?? '';
  const claim = { account: name, contact, delivery, survey: 'nps' } as const;
  const survey = `/s/${surveyToken(claim, localSecrets.DAYMARK_TOKEN_SECRET)}`;
  await ask('GET', survey);
  const form = new URLSearchParams({ score: '9', topic: 'ease', comment: 'It never stands in the way.' });
  await ask('POST', survey, { body: String(form), type: 'application/x-www-form-urlencoded' });

  for (const { account, user } of people) {
    const token = await signPromptToken({ account, user }, userTokenSigner, { at: new Date(cloud.now()) });
    const authorization = `Bearer ${token}`;
    const { prompts = [] } = JSON.parse(await ask('GET', '/v1/prompts', { authorization })) as {
      prompts?: { id: string; survey?: { to: number } }[];
    };
    const events = prompts.flatMap(({ id, survey }) =>
      [{ type: 'seen' }, survey ? answerOf(survey) : { type: 'dismissed' }].map(said => ({
        id: `${id}-${user}-${said.type}`,
        promptId: id,
        ...said,
        at: cloud.now(),
      })),
    );
    if (events.length > 0) await ask('POST', '/v1/prompts/events', { authorization, body: JSON.stringify({ events }) });
  }
  await ask('OPTIONS', '/v1/prompts');
  // cdk.json has no browser keys, so only CORS preflight requests are answered.
  await ask('OPTIONS', '/v1/t');
  const [somebody] = people;
  const call = {
    type: 'track',
    messageId: 'visit-webhook',
    userId: somebody?.user,
    event: 'Heard By Nobody',
    context: { groupId: somebody?.account },
  };
  await ask('POST', '/v1/webhooks/segment', {
    authorization: `Bearer ${localSecrets.DAYMARK_WEBHOOK_SECRETS}`,
    body: JSON.stringify(call),
  });

  const csm = `Bearer ${await pool.token('ruth@tidewater.example', audience, cloud.now())}`;
  const { tasks = [] } = JSON.parse(await ask('GET', '/v1/tasks', { authorization: csm })) as {
    tasks?: { id: string }[];
  };
  await ask('GET', `/v1/tasks/${encodeURIComponent(tasks[0]?.id ?? 'none')}`, { authorization: csm });
  for (const path of viewPaths) {
    const shown = path
      .replace('/accounts/{id}', `/accounts/${somebody?.account}`)
      .replace('/journeys/{id}/accounts', '/journeys/{id}/accounts?of=enrolled')
      .replace('/journeys/{id}', '/journeys/onboarding')
      .replace('/messages/{template}', '/messages/welcome')
      .replace('/v1/why', `/v1/why?account=${somebody?.account}`);
    await ask('GET', shown, { authorization: csm });
  }
  await leaveOneOut(ask, csm, [...known]);
  const acted = [
    ['acknowledge', {}],
    ['snooze', { until: plusSeconds(cloud.now(), 7_200) }],
    ['resolve', { outcome: 'contacted_recovering' }],
    ['reassign', { pool: 'technical' }],
  ] as const;
  for (const [index, [action, body]] of acted.entries()) {
    const id = tasks[index]?.id ?? 'none';
    await ask('POST', `/v1/tasks/${encodeURIComponent(id)}/${action}`, {
      authorization: csm,
      body: JSON.stringify(body),
    });
  }

  const seconds = Math.floor(Date.parse(cloud.now()) / 1000);
  const paddle = {
    event_id: 'evt_visit',
    event_type: 'subscription.updated',
    occurred_at: cloud.now(),
    data: subscription,
  };
  const chargebee = {
    id: 'ev_visit',
    event_type: 'subscription_changed',
    occurred_at: seconds,
    content: { subscription },
  };
  // By whom it is told of a ticket is found by their address; what they say of it is kept.
  const email = mails[0]?.to;
  const generic = { type: 'ticket.rated', id: 'visit', at: cloud.now(), email, score: 4, comment: 'Quick, and kind.' };
  const zendesk = {
    ...{ id: 'visit', type: 'zen:event-type:ticket.created', time: cloud.now() },
    detail: { organization_id: '1' },
  };
  for (const [kind, body] of Object.entries({ paddle, chargebee, generic, zendesk }) as [
    'paddle' | 'chargebee' | 'generic' | 'zendesk',
    Record<string, unknown>,
  ][])
    await deliver(cloud, { kind, body, text: JSON.stringify(body) });
  const partner = {
    source: 'aws.partner/stripe.com/local',
    'detail-type': 'invoice.paid',
    detail: invoicePaid(name, cloud.now()),
  };
  cloud.queues
    .get('daymark-partners')
    .send({ body: JSON.stringify({ ...partner, detail: { ...partner.detail, livemode: true } }) });
  if (mails[0]) cloud.queues.get('daymark-feedback').send({ body: JSON.stringify(bounceOf(mails[0])) });
  return { answers };
};

type Ask = (
  method: string,
  url: string,
  given: { authorization: string; body?: string; key?: string },
) => Promise<string>;

/** The first mail that Daymark is about to send to one of the accounts does not go. */
const leaveOneOut = async (ask: Ask, authorization: string, accounts: readonly string[]): Promise<void> => {
  for (const account of accounts) {
    const { ahead } = JSON.parse(await ask('GET', `/v1/accounts/${account}`, { authorization })) as {
      ahead: { acts: { enrollment: string; step: string; round: number; does: string; outcome: string }[] };
    };
    const mail = ahead.acts.find(({ does, outcome }) => does === 'email' && outcome === 'will');
    if (!mail) continue;
    const { enrollment, step, round } = mail;
    const body = JSON.stringify({ enrollment, step, round, reason: 'other' });
    await ask('POST', `/v1/accounts/${account}/leave-out`, { authorization, body, key: 'visit-leave-out' });
    return;
  }
  throw new RangeError('No account is about to get a mail.');
};

const accountIn = ({ account = '' }: Readonly<Record<string, string>>): string =>
  Buffer.from(account, 'base64url').toString();

const answerOf = ({ to }: { to: number }) => ({
  type: 'answered',
  score: to,
  topic: 'ease',
  comment: 'New colleagues find their way on the first day.',
});

const subscription = { id: 'sub_visit', status: 'active', customer_id: 'ctm_visit', custom_data: null, items: [] };

const bounceOf = ({ messageId, to, tags, at }: ReturnType<World['mailbox']['mails']>[number]) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: to }],
    timestamp: new Date(at).toISOString(),
  },
  mail: {
    messageId,
    timestamp: new Date(at).toISOString(),
    destination: [to],
    tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
  },
});
