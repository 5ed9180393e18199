import type { CrmName } from '../../connectors/crms.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Poster } from '../../ports/poster.ts';

/** Posts to Slack, webhooks and CRMs that were not sent. */
export interface OutgoingPost {
  at: Instant;
  kind: 'slack' | 'webhook' | CrmName;
  name: string;
  body: unknown;
}

/** Takes every post in the place of its destination. */
export const outboxPoster = (posts: OutgoingPost[], now: () => Instant): Poster => ({
  post: async ({ kind, name }, body) => {
    posts.push({ at: now(), kind, name, body: JSON.parse(JSON.stringify(body)) });
  },
});

/** Takes every task in the place of a CRM: whatever was made is there, by the number of its post. */
export const outboxCrm =
  (keep: (post: Omit<OutgoingPost, 'at'>) => number): Crm =>
  (kind, name) => ({
    create: async task => `${kind}-${keep({ kind, name, body: structuredClone(task) })}`,
    find: async () => undefined,
    update: async (id, task) => keep({ kind, name, body: { id, ...structuredClone(task) } }) > 0,
  });
