import * as z from 'zod';
import { firstProblem } from './first-problem.ts';
import { idOf } from './id-schema.ts';
import { moment } from './moment.ts';
import { RefusedRequest } from './refused-request.ts';

interface Call {
  messageId: string;
  account: string;
  /** When it happened, if the call says: as it was written, in the account's zone where it names no offset. */
  saidAt?: string;
}

/** The calls of the Segment spec that Daymark uses. */
export type SegmentCall =
  | (Call & { type: 'identify'; user: string; traits: Readonly<Record<string, unknown>> })
  | (Call & { type: 'group'; traits: Readonly<Record<string, unknown>> })
  | (Call & { type: 'track'; user?: string; event: string; properties: Readonly<Record<string, unknown>> });

/**
 * The calls in a request's body. Members that the spec does not name are no problem, nor are calls of other types in a
 * batch. @throws RefusedRequest naming the first member that is wrong
 */
export const segmentCalls = (kind: SegmentCall['type'] | 'batch', body: unknown): SegmentCall[] => {
  return kind === 'batch' ? parse(batch, body).batch.flat() : [parse(call, withType(kind, body))];
};

const parse = <Output>(schema: z.ZodType<Output>, body: unknown): Output => {
  const { data, error } = schema.safeParse(body);
  if (error) throw firstProblem(error);
  return data as Output;
};

const messageId = idOf('event', 'every call its own id, so that a duplicate can be told from a second call');
const account = idOf('account', "the account's id");
const user = idOf('user', "the person's id");

const members = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(value => value ?? {});
const times = { timestamp: moment.nullish(), receivedAt: moment.nullish() };
const inGroup = z.looseObject({ groupId: account }, 'is missing: give context.groupId, the account');

const identify = z
  .looseObject({ type: z.literal('identify'), messageId, userId: user, context: inGroup, traits: members, ...times })
  .transform(
    (call): SegmentCall => ({
      ...said(call),
      type: 'identify',
      account: call.context.groupId,
      user: call.userId,
      traits: call.traits,
    }),
  );

const group = z
  .looseObject({ type: z.literal('group'), messageId, groupId: account, traits: members, ...times })
  .transform((call): SegmentCall => ({ ...said(call), type: 'group', account: call.groupId, traits: call.traits }));

const track = z
  .looseObject({
    type: z.literal('track'),
    messageId,
    userId: user.nullish(),
    anonymousId: user.nullish(),
    context: inGroup,
    event: z
      .string('is missing: name the event')
      .transform(name => name.toWellFormed().trim())
      .pipe(z.string().min(1, 'must not be empty: name the event').max(200, 'is longer than 200 characters')),
    properties: members,
    ...times,
  })
  .transform((call): SegmentCall => {
    const who = call.userId ?? call.anonymousId;
    const { event, properties, context } = call;
    return { ...said(call), type: 'track', account: context.groupId, event, properties, ...(who && { user: who }) };
  });

const unknownType = ({ code }: { code?: string }): string | undefined =>
  code === 'invalid_union' ? 'must be identify, group or track' : undefined;

const call = z.discriminatedUnion('type', [identify, group, track], { error: unknownType });

/** A batch may carry `page`, `screen` and `alias` calls, too, of which nothing is used. */
const batched = z.discriminatedUnion(
  'type',
  [identify, group, track, z.looseObject({ type: z.enum(['page', 'screen', 'alias']) }).transform(() => [])],
  { error: unknownType },
);
const batch = z.looseObject({ batch: z.array(batched).max(2_500) });

const said = ({
  messageId,
  timestamp,
  receivedAt,
}: {
  messageId: string;
  timestamp?: string | null;
  receivedAt?: string | null;
}) => {
  const saidAt = timestamp ?? receivedAt;
  return { messageId, ...(saidAt && { saidAt }) };
};

/** The route says the type; a body that says another one was sent to the wrong place. */
const withType = (type: string, body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new RefusedRequest('invalid_request', 'The body must be a JSON object.');
  if ('type' in body && body.type !== type) {
    throw new RefusedRequest(
      'invalid_request',
      `type: this route takes ${type} calls. Send others to their own route or to /v1/batch.`,
      { field: 'type' },
    );
  }
  return { ...body, type };
};
