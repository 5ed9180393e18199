import * as z from 'zod';
import { instantIn } from '../../definition/calendar.ts';
import { firstProblem } from '../../ingest/first-problem.ts';
import { idOf } from '../../ingest/id-schema.ts';
import { lenientEnum } from '../../ingest/lenient-enum.ts';
import { happenedAt, moment } from '../../ingest/moment.ts';
import type { Instant } from '../../kernel/instant.ts';
import { isMissingId } from '../../kernel/read-id.ts';
import { matchIn } from '../../kernel/same-word.ts';
import type { Ticket, TicketChange } from './support-event.ts';

/** Help desks fill in templates: an unknown value is empty, or what programs write for one. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(said => (saysNothing(said) ? undefined : said), schema.optional());

const saysNothing = (said: unknown): boolean =>
  said === null || (typeof said === 'string' && (said.trim() === '' || isMissingId(said.trim())));

const changes = ['ticket.created', 'ticket.solved', 'ticket.rated'] as const;

const ticketCall = z
  .looseObject({
    type: lenientEnum(changes),
    id: idOf('event', 'each event an id of its own, such as "4711-solved"'),
    at: optional(moment),
    /** The help desk's own id. */
    organization: optional(idOf('customer', "the organization's id")),
    account: optional(idOf('account', "the account's id")),
    user: optional(idOf('user', "the person's id")),
    email: optional(z.string('must be a text').trim().max(320, 'is longer than 320 characters')),
    score: optional(
      z.coerce.number('must be a number from 1 to 5').min(1, 'must be 1 or more').max(5, 'must be 5 or less'),
    ),
    comment: optional(z.string('must be a text')),
  })
  .refine(({ type, score }) => type !== 'ticket.rated' || score !== undefined, {
    path: ['score'],
    error: 'is missing: give a number from 1 to 5',
  });

/** Is it the generic form, which a help desk sends from a template that the business wrote? */
export const isTicketCall = ({ type }: Readonly<Record<string, unknown>>): boolean =>
  typeof type === 'string' && /^\s*ticket/i.test(type) && matchIn(type.trim(), changes) !== undefined;

/** @throws RefusedRequest */
export const readTicketCall = (said: unknown, now: Instant): Ticket => {
  const { data, error } = ticketCall.safeParse(said);
  if (error) throw firstProblem(error);
  const { type, at, id, organization, account, user, email, score, comment } = data;
  return {
    id,
    what: type.replace('ticket.', '') as TicketChange,
    occurredAt: happenedAt(instantIn(at, 'UTC'), now),
    receivedAt: now,
    organization,
    account,
    user,
    email,
    score,
    comment,
  };
};
