import * as z from 'zod';
import type { Clock } from '../../ports/ports.ts';
import { PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';
import type { Slack } from '../../ports/slack.ts';
import { SettingsInvalid } from './settings.ts';

/** `slackApp` in the secret `destinations`. */
const slackApp = z.strictObject({
  /** Token of a bot with chat:write, users:read and users:read.email. */
  token: z.string().min(1),
  /** Id of the channel for tasks. */
  channel: z.string().min(1),
  /** More than one during a rotation. */
  signingSecrets: z.array(z.string().min(16)).min(1),
  /** Slack's address; tests use another one. */
  api: z.string().default('https://slack.com/api'),
});

export type SlackApp = z.output<typeof slackApp>;

/** `undefined` if no app is configured. @throws SettingsInvalid, which quotes no values */
export const slackAppIn = (destinations: { slackApp?: unknown }): SlackApp | undefined => {
  if (destinations.slackApp === undefined) return undefined;
  const { data, error } = slackApp.safeParse(destinations.slackApp);
  if (data) return data;
  const wrong = error.issues.map(({ path, message }) => `slackApp.${path.join('.')} ${message}`);
  throw new SettingsInvalid(`DAYMARK_DESTINATIONS is not right: ${wrong.join('; ')}`);
};

const timeoutInMilliseconds = 2_000;
const knownForMilliseconds = 3_600_000;

/** @see https://docs.slack.dev/reference/methods */
export const slackClient = ({ token, channel, signingSecrets, api }: SlackApp, clock: Clock): Slack => {
  const emails = new Map<string, { email: string | undefined; until: number }>();
  const call = (method: string, body: object | URLSearchParams) => callSlack(`${api}/${method}`, token, body);
  return {
    signingSecrets,
    post: async (message, to) => {
      const posted = place.parse(await call('chat.postMessage', { channel: to ?? channel, ...message }));
      return { channel: posted.channel, ts: posted.ts };
    },
    update: async (where, message) => {
      try {
        await call('chat.update', { ...where, ...message });
        return true;
      } catch (error) {
        // The message or its channel was deleted.
        if (error instanceof PostRefused) return false;
        // An update is safe to repeat.
        throw error instanceof PostUnanswered ? new PostUnavailable(error.message) : error;
      }
    },
    tell: async (responseUrl, text) => {
      const isSlacks = URL.canParse(responseUrl) && new URL(responseUrl).origin === answersAt(api);
      if (!isSlacks) return;
      const body = { response_type: 'ephemeral', replace_original: false, text };
      await send(responseUrl, {}, body).catch(() => undefined);
    },
    memberWith: async email => {
      const found = await call('users.lookupByEmail', new URLSearchParams({ email })).catch(nobody);
      return memberFound.safeParse(found).data?.user.id;
    },
    emailOf: async user => {
      const now = Date.parse(clock.now());
      const known = emails.get(user);
      if (known && known.until > now) return known.email;
      const found = member.safeParse(await call('users.info', new URLSearchParams({ user })).catch(nobody));
      const email = found.data?.user.profile?.email;
      emails.set(user, { email, until: now + knownForMilliseconds });
      return email;
    },
  };
};

const place = z.object({ channel: z.string(), ts: z.string() });
const memberFound = z.object({ user: z.object({ id: z.string() }) });
const member = z.object({ user: z.object({ profile: z.object({ email: z.string() }).partial().optional() }) });

/** Origin of the response URLs of buttons, which differs from the API's. */
const answersAt = (api: string): string =>
  api === 'https://slack.com/api' ? 'https://hooks.slack.com' : new URL(api).origin;

const nobody = (error: unknown): undefined => {
  if (error instanceof PostRefused) return undefined;
  throw error instanceof PostUnanswered ? new PostUnavailable(error.message) : error;
};

const callSlack = async (url: string, token: string, body: object | URLSearchParams): Promise<unknown> => {
  const response = await send(url, { authorization: `Bearer ${token}` }, body).catch((error: unknown) => {
    throw new PostUnanswered(`Slack did not answer (${error instanceof Error ? error.name : 'unknown'}).`);
  });
  if (response.status === 429)
    throw new PostUnavailable('Slack asks to come later.', Number(response.headers.get('retry-after') ?? 1));
  if (response.status >= 500) throw new PostUnanswered(`Slack answered ${response.status}.`);
  const answer: unknown = await response.json().catch(() => undefined);
  const { ok, error = `status ${response.status}` } = said.safeParse(answer).data ?? {};
  if (ok) return answer;
  if (busy.includes(error)) throw new PostUnavailable(`Slack answered ${error}.`);
  throw new PostRefused(`Slack refused it: ${error}.`);
};

const said = z.object({ ok: z.boolean(), error: z.string().optional() });
const busy: readonly string[] = [
  'ratelimited',
  'service_unavailable',
  'internal_error',
  'fatal_error',
  'request_timeout',
];

const send = (url: string, headers: Record<string, string>, body: object | URLSearchParams): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers:
      body instanceof URLSearchParams ? headers : { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutInMilliseconds),
  });
