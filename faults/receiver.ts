import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerDisturbed, type Disturb } from '../engine/local/disturbance.ts';
import { listen } from '../engine/local/listen.ts';

/** A post received by a webhook or Slack. */
export interface Post {
  /** `/slack`, `/webhook` or `/hubspot`. */
  to: string;
  /** Idempotency key of a webhook. */
  key: string | undefined;
  body: unknown;
  /** Input of the posting process. */
  from: unknown;
}

/** Answers to Slack's methods without a visible effect: looking up users, and updating a message. */
const slackAnswer = (url: string, sent: string): object | undefined => {
  if (url === '/slack/chat.update') return { ok: true };
  if (url === '/slack/users.lookupByEmail') return { ok: true, user: { id: 'U-maya' } };
  if (url !== '/slack/users.info') return undefined;
  const name = (new URLSearchParams(sent).get('user') ?? '').replace(/^U-/, '');
  return { ok: true, user: { profile: { email: `${name}@tidewater.example` } } };
};

const tasksPath = '/hubspot/crm/objects/2026-03/tasks';

/** HubSpot's answers to searching and updating tasks. A task's id is the index of its post. */
const hubspotAnswer = (url: string, method = '', posts: readonly Post[]): object | undefined => {
  if (method === 'PATCH') return {};
  if (url !== `${tasksPath}/search`) return undefined;
  const results = posts.flatMap(({ to, body }, place) =>
    to === '/hubspot' ? [{ id: String(place), properties: (body as { properties: object }).properties }] : [],
  );
  return { total: results.length, results };
};

/**
 * Receives posts to webhooks, Slack and HubSpot, and drops posts with a repeated key, as a customer's endpoint would.
 * `pages`: pages that it serves.
 */
export const startReceiver = async (
  disturb: Disturb,
  calledWith: (headers: IncomingHttpHeaders) => unknown,
  pages: Readonly<Record<string, () => unknown>>,
): Promise<{ url: string; posts: Post[]; stop(): void }> => {
  const posts: Post[] = [];
  const take = (to: string, headers: IncomingHttpHeaders, body: unknown) => {
    const key = headers['idempotency-key']?.toString();
    if (key === undefined || posts.every(post => post.key !== key))
      posts.push({ to, key, body, from: calledWith(headers) });
  };
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const page = pages[url];
    if (page) return response.end(JSON.stringify(page()));
    const sent = await text(request);
    const asked = slackAnswer(url, sent) ?? hubspotAnswer(url, request.method, posts);
    if (asked !== undefined) return response.end(JSON.stringify(asked));
    const to = /^\/(slack|hubspot)\//.exec(url)?.[0].slice(0, -1) ?? url;
    const body: unknown = JSON.parse(sent);
    const act = () => take(to, headers, body);
    const answer = () => {
      act();
      response.end(
        JSON.stringify({
          ...{ ok: true, channel: 'C1', ts: `1503435956.${String(posts.length).padStart(6, '0')}` },
          id: String(posts.length - 1),
        }),
      );
    };
    const call = { caller: '', service: 'post', operation: to, input: body, headers };
    const disturbance = disturb(call);
    if (disturbance) return answerDisturbed(disturbance, 'post', response, { act, answer });
    return answer();
  });
  const url = await listen(server, 0);
  return {
    url,
    posts,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
