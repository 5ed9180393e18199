import type { CrmName } from '../../connectors/crms.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Poster } from '../../ports/poster.ts';

/** A post to Slack, a webhook or a CRM, recorded instead of sent. */
export interface OutgoingPost {
  at: Instant;
  kind: 'slack' | 'webhook' | CrmName;
  name: string;
  body: unknown;
}

/** Records posts instead of sending them. */
export const outboxPoster = (posts: OutgoingPost[], now: () => Instant): Poster => ({
  post: async ({ kind, name }, body) => {
    posts.push({ at: now(), kind, name, body: JSON.parse(JSON.stringify(body)) });
  },
});

/**
 * Records tasks instead of sending them to a CRM. `keep` returns the post's number, which becomes the task's id there.
 */
export const outboxCrm =
  (keep: (post: Omit<OutgoingPost, 'at'>) => number): Crm =>
  (kind, name) => ({
    create: async task => `${kind}-${keep({ kind, name, body: structuredClone(task) })}`,
    find: async () => undefined,
    update: async (id, task) => keep({ kind, name, body: { id, ...structuredClone(task) } }) > 0,
  });
