import type { EnrollmentStatus } from '../account/enrollment.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptFacts, PromptReader } from '../account/prompt-reader.ts';
import { promptTraits } from '../definition/prompt-look.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { matchesPath } from './match-path.ts';

/** A reader on a page. The reader's identity comes from the signed token alone. */
export interface Visit {
  roles: readonly string[];
  /** Whether the account removed them: then no prompt is shown. */
  isRemoved?: boolean;
  /** Topics that the contact opted out of; `*` is all. */
  unsubscribed: readonly string[];
  /** Topics that the contact confirmed; prompts of topics that need a confirmation show to no one else. */
  confirmed?: readonly string[];
  /** Undefined: all placements. */
  placement?: string;
  /** Undefined: prompts for certain pages do not show. */
  path?: string;
  limit: number;
  now: Instant;
}

/** Why a prompt does not show. */
export type Hidden =
  | 'retired'
  | 'expired'
  | 'not-for-them'
  | 'unsubscribed'
  | 'unconfirmed'
  | 'other-page'
  | 'dismissed'
  | 'done'
  | 'cooling-down'
  | 'modal-waits';

/** How long a modal left open is shown again, in seconds; then it waits like any other. */
const visitSeconds = 30 * 60;

/**
 * Whether the prompt may reach this reader at all, before and after their acts on it: also decides which of their reports are
 * accepted.
 */
export const isFor = (
  { audience, except }: Pick<Prompt, 'audience' | 'except'>,
  { contact }: Pick<PromptReader, 'contact'>,
  { roles, isRemoved }: Pick<Visit, 'roles' | 'isRemoved'>,
): boolean =>
  isRemoved !== true &&
  contact !== except &&
  (audience.roles === 'everyone' || audience.roles.some(role => roles.includes(role)));

/** Why the prompt does not show here and now, apart from the pause between modals. */
export const hiddenAs = (prompt: Prompt, reader: PromptReader, visit: Visit): Hidden | undefined => {
  const { now, unsubscribed } = visit;
  if (!isFor(prompt, reader, visit)) return 'not-for-them';
  if (prompt.retiredAt !== undefined) return 'retired';
  if (prompt.expiresAt !== undefined && prompt.expiresAt <= now) return 'expired';
  if (prompt.class !== 'transactional' && unsubscribed.some(topic => topic === '*' || topic === prompt.topic))
    return 'unsubscribed';
  if (prompt.confirmedOnly && !visit.confirmed?.some(topic => topic === prompt.topic)) return 'unconfirmed';
  if (!isOnPage(prompt, visit)) return 'other-page';
  const facts = reader.facts[prompt.id] ?? {};
  if (facts.dismissedAt !== undefined) return 'dismissed';
  if (isDone(prompt, facts)) return 'done';
  const away = reader.away[prompt.key];
  if (away !== undefined && away > now && !bypassesPressure(prompt, visit)) return 'cooling-down';
  return undefined;
};

/**
 * Does the prompt stay after its enrollment? An exit removes all prompts; a completed enrollment leaves those with an
 * expiry.
 */
export const outlives = (prompt: Pick<Prompt, 'expiresAt'>, status: EnrollmentStatus | undefined): boolean =>
  status === 'active' || (status === 'completed' && prompt.expiresAt !== undefined);

/**
 * Of prompts that may show, those that do, the most urgent first: one modal at most, and not too soon after another.
 */
export const choosePrompts = (eligible: readonly Prompt[], reader: PromptReader, visit: Visit): Prompt[] => {
  const ordered = [...eligible].sort(byUrgency);
  const modal = ordered.find(prompt => promptTraits[prompt.kind].interrupts && !modalWaits(prompt, reader, visit));
  return ordered.filter(prompt => !promptTraits[prompt.kind].interrupts || prompt === modal).slice(0, visit.limit);
};

const modalWaits = (prompt: Prompt, { modal }: PromptReader, visit: Visit): boolean => {
  if (modal === undefined || bypassesPressure(prompt, visit)) return false;
  if (modal.prompt === prompt.id && visit.now < plusSeconds(modal.at, visitSeconds)) return false;
  return visit.now < plusSeconds(modal.at, prompt.pressure.modalEveryHours * 3600);
};

/** Contacts that can pay see a failed payment in spite of all pressure rules. */
const bypassesPressure = (prompt: Prompt, { roles }: Visit): boolean =>
  prompt.class === 'transactional' && roles.some(role => role === 'billing' || role === 'admin');

const isOnPage = ({ placement, paths }: Prompt, visit: Visit): boolean => {
  const isPlaced = visit.placement === undefined || placement === visit.placement || placement === 'everywhere';
  if (!isPlaced || paths === undefined) return isPlaced;
  return visit.path !== undefined && paths.some(pattern => matchesPath(pattern, visit.path ?? ''));
};

const isDone = ({ kind }: Prompt, { completedAt, answer, clicked }: PromptFacts): boolean =>
  completedAt !== undefined || answer !== undefined || (clicked !== undefined && !promptTraits[kind].staysWhenChosen);

const byUrgency = (one: Prompt, other: Prompt): number =>
  other.priority - one.priority || compare(one.createdAt, other.createdAt) || compare(one.id, other.id);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
