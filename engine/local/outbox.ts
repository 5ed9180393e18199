import { destinationOf } from '../adapters/aws/poster.ts';
import { type Destinations, type Environment, readSettings } from '../adapters/aws/settings.ts';
import type { CrmName } from '../connectors/crms.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Crm } from '../ports/crm.ts';
import type { Poster } from '../ports/poster.ts';

/** A post to Slack, a webhook or a CRM, recorded instead of sent. */
export interface OutgoingPost {
  at: Instant;
  kind: 'slack' | 'webhook' | CrmName;
  name: string;
  body: unknown;
  /** Of webhooks whose secret is known: a post with a key seen before is dropped. */
  idempotencyKey?: string;
}

/** The destinations that the environment names; undefined if it names none, so that none is known to be missing. */
export const namedDestinations = (environment: Environment): Destinations | undefined =>
  environment.DAYMARK_DESTINATIONS === undefined ? undefined : readSettings(environment).destinations;

/** Records posts instead of sending them. Where destinations are named, a post to another one is refused, as on AWS. */
export const outboxPoster = (named: Destinations | undefined, posts: OutgoingPost[], now: () => Instant): Poster => ({
  post: async ({ kind, name }, body, idempotencyKey) => {
    const isDropping = named && destinationOf(named, kind, name).secret !== undefined;
    if (isDropping && posts.some(post => post.idempotencyKey === idempotencyKey)) return;
    const text = JSON.stringify(body);
    posts.push({ at: now(), kind, name, body: JSON.parse(text), ...(isDropping && { idempotencyKey }) });
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
