import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerDisturbed, type Disturb } from '../engine/local/disturbance.ts';
import { listen } from '../engine/local/listen.ts';

/** What a webhook or Slack took. */
export interface Post {
  /** `/slack` or `/webhook`. */
  to: string;
  /** By which the receiver of a webhook drops what it has. */
  key: string | undefined;
  body: unknown;
  /** What the process that posts was called with. */
  from: unknown;
}

/** Where webhooks and Slack post to: as the code of a customer's own would, it takes a repeated key once. `pages`: what it shows. */
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
    const body: unknown = JSON.parse(await text(request));
    const act = () => take(url, headers, body);
    const answer = () => {
      act();
      response.end();
    };
    const call = { caller: '', service: 'post', operation: url, input: body, headers };
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
