import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../kernel/instant.ts';
import { readJson } from '../../kernel/read-json.ts';
import { writeKey } from '../local-secrets.ts';

const sent = z.strictObject({
  path: z.enum(['/v1/track', '/v1/identify', '/v1/group']),
  body: z.record(z.string(), z.unknown()),
});

/**
 * Sends the event form's content to the real API, and returns its answer.
 * @throws Error if the content is not an event
 */
export const sendEvent = async (
  text: string,
  url: string,
  now: Instant,
): Promise<{ status: number; answer: unknown }> => {
  const { data } = sent.safeParse(readJson(text));
  if (!data)
    throw new Error('That is not an event. Send {"path":"/v1/track","body":{…}} as GET /dev/events-form writes it.');
  const response = await fetch(url + data.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ messageId: randomUUID(), timestamp: now, ...data.body }),
  });
  return { status: response.status, answer: await response.json() };
};
