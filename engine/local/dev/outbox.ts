import type { Instant } from '../../kernel/instant.ts';
import type { Poster } from '../../ports/poster.ts';

/** What Slack or a webhook would have got. */
export interface OutgoingPost {
  at: Instant;
  kind: 'slack' | 'webhook';
  name: string;
  body: unknown;
}

/** Takes every post in the place of its destination. */
export const outboxPoster = (posts: OutgoingPost[], now: () => Instant): Poster => ({
  post: async ({ kind, name }, body) => {
    posts.push({ at: now(), kind, name, body: JSON.parse(JSON.stringify(body)) });
  },
});
