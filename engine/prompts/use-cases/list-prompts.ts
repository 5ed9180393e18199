import { createHash } from 'node:crypto';
import type { Visitor } from '../../access/visitor.ts';
import { topicsConfirmed, topicsOut } from '../../account/consent.ts';
import { isRemoved } from '../../account/former-contact.ts';
import type { Prompt } from '../../account/prompt.ts';
import { newReader } from '../../account/prompt-reader.ts';
import { roleOf } from '../../contacts/resolve-recipients.ts';
import { type Instant, instant, plusSeconds } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { PromptReading } from '../../ports/prompts.ts';
import { choosePrompts, hiddenAs, outlives, type Visit } from '../choose-prompts.ts';
import { type ShownPrompt, showPrompt } from './show-prompt.ts';

export interface PromptQuery {
  placement?: string;
  path?: string;
  limit: number;
  /** The entity tag of the answer that the page has already. */
  ifNoneMatch?: string;
}

export interface PromptList {
  prompts: readonly ShownPrompt[];
  serverTime: Instant;
  pollAfterSeconds: number;
  etag: string;
}

/** The prompts that a page shows to its reader now, or that nothing changed, which is one small read. */
export const listPrompts = async (
  visitor: Visitor,
  query: PromptQuery,
  ports: PortsWith<'enrollments' | 'promptContents' | 'prompts'>,
): Promise<PromptList | { unchanged: true; etag: string }> => {
  const now = ports.clock.now();
  const reading = await ports.prompts.reading(visitor.account, visitor.contact);
  const version = versionOf(visitor, query, reading);
  const known = knownTag(query.ifNoneMatch, version, now);
  if (known) return { unchanged: true, etag: known };
  const visit = visitOf(visitor, query, reading, now);
  // Most accounts never had a prompt.
  const all = reading.version === undefined ? [] : await ports.prompts.all(visitor.account);
  const prompts = await shownTo(visitor, visit, all, reading, ports);
  return {
    prompts,
    serverTime: now,
    pollAfterSeconds: ports.settings.promptPollSeconds,
    etag: tagOf(version, goodUntil(all, now)),
  };
};

const shownTo = async (
  visitor: Visitor,
  visit: Visit,
  all: readonly Prompt[],
  { reader = newReader(visitor.contact), contact }: PromptReading,
  ports: PortsWith<'enrollments' | 'promptContents' | 'prompts'>,
): Promise<ShownPrompt[]> => {
  const eligible = all.filter(prompt => hiddenAs(prompt, reader, visit) === undefined);
  if (eligible.length === 0) return [];
  const [found, profile] = await Promise.all([
    ports.enrollments.find(visitor.account, [...new Set(eligible.map(({ enrollment }) => enrollment))]),
    ports.accounts.profile(visitor.account),
  ]);
  const statuses = new Map(found.map(({ id, status }) => [id, status]));
  const alive = eligible.filter(prompt => outlives(prompt, statuses.get(prompt.enrollment)));
  const chosen = choosePrompts(alive, reader, visit);
  const to = { contact, profile, now: visit.now };
  const shown = await Promise.all(chosen.map(prompt => showPrompt(prompt, reader.facts[prompt.id] ?? {}, to, ports)));
  return shown.flatMap(each => each ?? []);
};

export const visitOf = (
  { roles }: Visitor,
  { placement, path, limit }: PromptQuery,
  { contact }: PromptReading,
  now: Instant,
): Visit => ({
  roles: roles ?? [roleOf(contact ?? { attributes: {} })],
  isRemoved: contact !== undefined && isRemoved(contact),
  unsubscribed: topicsOut(contact?.choices ?? {}),
  confirmed: topicsConfirmed(contact?.choices ?? {}),
  ...(placement !== undefined && { placement }),
  ...(path !== undefined && { path }),
  limit,
  now,
});

/** A tag of everything that the answer depends on, except time and the account's profile. */
const versionOf = (
  { account, contact, roles }: Visitor,
  { placement, path, limit }: PromptQuery,
  reading: PromptReading,
): string => {
  const revisions = [reading.version, reading.reader?.revision, reading.contact?.revision];
  const text = JSON.stringify([account, contact, roles, placement, path, limit, ...revisions]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
};

/** Lifetime of an answer in seconds: ended enrollments and renamed companies show after it. */
const goodForSeconds = 300;

/** Until when an answer is valid if nothing is written. */
const goodUntil = (all: readonly Prompt[], now: Instant): Instant => {
  const expiries = all.flatMap(({ expiresAt }) => (expiresAt !== undefined && expiresAt > now ? [expiresAt] : []));
  return [plusSeconds(now, goodForSeconds), ...expiries].sort()[0] ?? now;
};

const tagOf = (version: string, until: Instant): string => `"${version}.${Date.parse(until).toString(36)}"`;

/** The page's tag if it is still valid. The page stores the time; a page that forges it only harms itself. */
const knownTag = (ifNoneMatch: string | undefined, version: string, now: Instant): string | undefined => {
  for (const [, tag = '', until = ''] of (ifNoneMatch ?? '').matchAll(/"([\w-]{16})\.([0-9a-z]{1,9})"/g)) {
    const latest = Date.parse(plusSeconds(now, goodForSeconds));
    const at = Number.parseInt(until, 36);
    if (tag === version && at > Date.parse(now) && at <= latest) return tagOf(version, instant(at));
  }
  return undefined;
};
