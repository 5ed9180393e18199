import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { byTime, publicLine } from '../../account/public-line.ts';
import { allTimelines } from '../../adapters/aws/table/timeline.ts';
import { instant } from '../../kernel/instant.ts';
import type { DevRoutes } from '../dev-routes.ts';
import type { LocalCloud } from '../local-cloud.ts';
import type { MovableClock } from './movable-clock.ts';

/** Routes that read what happened so far: timeline, bus events, alarms, posts, mail. */
export const storyRoutes = (
  cloud: LocalCloud,
  clock: Pick<MovableClock, 'follow'>,
  table: { client: DynamoDBClient; name: string },
): DevRoutes => {
  const upToNow =
    <Answer>(answer: (query: URLSearchParams) => Answer) =>
    async (_: string, query: URLSearchParams) => {
      await clock.follow();
      return answer(query);
    };
  return {
    'GET /dev/timeline': upToNow(async () => (await Array.fromAsync(allTimelines(table))).sort(byTime).map(publicLine)),
    'GET /dev/events': upToNow(() => cloud.busEvents),
    // Alarms that would go off on AWS.
    'GET /dev/alarms': upToNow(() => cloud.alarms),
    // Posts to Slack, webhooks and the event bus.
    'GET /dev/outbox': upToNow(() => ({ posts: cloud.posts, events: cloud.busEvents })),
    'GET /dev/mails': upToNow(query => {
      const { last, html } = asked.parse(Object.fromEntries(query));
      const mails = cloud.mailbox.mails();
      return mails.slice(last === undefined ? 0 : Math.max(0, mails.length - last)).map(mail => ({
        ...{ at: instant(mail.at), to: mail.to, subject: mail.subject, text: mail.text, tags: mail.tags },
        ...(html !== undefined && { html: mail.html }),
      }));
    }),
  };
};

const asked = z.object({ last: z.coerce.number().int().positive().optional(), html: z.string().optional() });
