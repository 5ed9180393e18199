import * as z from 'zod';
import type { PlanGoal } from '../account/success-plan.ts';
import { isMissingId } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { trimmed } from '../kernel/trimmed.ts';
import { firstProblem } from './first-problem.ts';
import { idOf } from './id-schema.ts';
import { moment } from './moment.ts';
import { statedGoals, type UnknownMember } from './plan-call.ts';

/** Ids in a call. Each is optional if the others identify the account. */
export interface CallIdentity {
  account?: string;
  user?: string;
  /** The `anonymousId` of a visitor before sign-in. */
  visitor?: string;
}

export interface Call extends CallIdentity {
  messageId: string;
  /** When it happened, if given: as written, in the account's zone if it has no offset. */
  saidAt?: string;
}

/** The calls of the Segment spec that Daymark uses, and `plan`, a call of the same form. */
export type SegmentCall =
  /** `from`: URL of the page, or else the IP address, that the call comes from. */
  | (Call & { type: 'identify'; traits: Readonly<Record<string, unknown>>; from?: string })
  | (Call & { type: 'group'; account: string; traits: Readonly<Record<string, unknown>> })
  | (Call & { type: 'track'; event: string; properties: Readonly<Record<string, unknown>> })
  /** An `alias`: the visitor is that user. */
  | (Call & { type: 'alias'; user: string; visitor: string })
  /** The account's success plan, whole. */
  | (Call & { type: 'plan'; account: string; goals: readonly PlanGoal[]; unknown: readonly UnknownMember[] });

export const callTypes = ['track', 'identify', 'group', 'alias', 'page', 'screen', 'plan'] as const;
export type CallType = (typeof callTypes)[number];

/** A call as sent, and its parse result: parsed, of a type that Daymark ignores, or rejected with a reason. */
export type SentCall = { said: unknown } & ({ call: SegmentCall } | { unused: true } | { refusal: RefusedRequest });

/** Parses one call. Members outside the spec are ignored. */
export const segmentCall = (said: unknown): SentCall => {
  const tooLarge = sizeProblem(said);
  if (tooLarge) return { said, refusal: tooLarge };
  const { data, error } = anyCall.safeParse(said);
  if (error) return { said, refusal: firstProblem(error) };
  return data === 'unused' ? { said, unused: true } : { said, call: data };
};

/** Segment's own limit. */
const largestCall = 32 * 1024;

const sizeProblem = (said: unknown): RefusedRequest | undefined => {
  if (bytesOf(said) <= largestCall) return undefined;
  return new RefusedRequest(
    'call_too_large',
    'The call is larger than 32 KB, or nested too deeply. Leave out members that are not used.',
    {
      status: 413,
    },
  );
};

const bytesOf = (said: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(said) ?? '');
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY; // more levels than the stack holds
    throw error;
  }
};

const messageId = idOf('event', 'each call an id of its own, so that a duplicate is recognized');
const account = idOf('account', "the account's id");
const user = idOf('user', "the person's id");

const members = z
  .record(z.string(), z.unknown(), 'must be an object')
  .nullish()
  .transform(value => value ?? {});
const times = { timestamp: moment.nullish(), receivedAt: moment.nullish() };
/** Sources send nothing, `null`, an empty text or a text such as `undefined` for an unknown value. */
const known = (id: typeof user) =>
  z.preprocess(
    said =>
      typeof said === 'string' && (said.trim() === '' || isMissingId(said.trim())) ? undefined : (said ?? undefined),
    id.optional(),
  );
const names = {
  userId: known(user),
  anonymousId: known(user),
  context: z.looseObject({ groupId: known(account) }, 'must be an object').nullish(),
};

const identify = z
  .looseObject({ type: z.literal('identify'), messageId, ...names, traits: members, ...times })
  .superRefine((call, issues) => mustName(call, ['userId', 'anonymousId'], issues))
  .transform((call): SegmentCall => {
    const from = originOf(call.context);
    return {
      ...said(call),
      ...named(call),
      type: 'identify',
      traits: call.traits,
      ...(from !== undefined && { from }),
    };
  });

const part = z.string().min(1).optional().catch(undefined);
const origin = z.object({ page: z.object({ url: part }).optional().catch(undefined), ip: part });

/** From Segment's `context`: `page.url`, else `ip`. */
const originOf = (context: unknown): string | undefined => {
  const { data } = origin.safeParse(context);
  return (data?.page?.url ?? data?.ip)?.slice(0, 500);
};

const group = z
  .looseObject({ type: z.literal('group'), messageId, ...names, groupId: account, traits: members, ...times })
  .transform(
    (call): SegmentCall => ({
      ...said(call),
      ...named(call),
      type: 'group',
      account: call.groupId,
      traits: call.traits,
    }),
  );

const track = z
  .looseObject({
    type: z.literal('track'),
    messageId,
    ...names,
    event: z
      .string('is missing: name the event')
      .transform(name => trimmed(name.toWellFormed()))
      .pipe(z.string().min(1, 'must not be empty: name the event').max(200, 'is longer than 200 characters')),
    properties: members,
    ...times,
  })
  .superRefine((call, issues) => {
    if (!call.context?.groupId) mustName(call, ['userId', 'anonymousId', 'context.groupId'], issues);
  })
  .transform((call): SegmentCall => {
    const { event, properties } = call;
    return { ...said(call), ...named(call), type: 'track', event, properties };
  });

const alias = z
  .looseObject({ type: z.literal('alias'), messageId, userId: user, previousId: user, ...times })
  .transform((call): SegmentCall => ({ ...said(call), type: 'alias', user: call.userId, visitor: call.previousId }));

const plan = z
  .looseObject({ type: z.literal('plan'), messageId, groupId: account, goals: statedGoals, ...times })
  .transform((call): SegmentCall => ({ ...said(call), type: 'plan', account: call.groupId, ...call.goals }));

interface Named {
  userId?: string | undefined;
  anonymousId?: string | undefined;
  context?: { groupId?: string | undefined } | null | undefined;
}

const mustName = ({ userId, anonymousId }: Named, names: readonly string[], issues: z.core.$RefinementCtx): void => {
  if (userId ?? anonymousId) return;
  issues.addIssue({
    code: 'custom',
    path: ['userId'],
    message: `is missing: give ${names.join(' or ')}`,
    input: userId,
  });
};

const named = ({ userId, anonymousId, context }: Named): CallIdentity => ({
  ...(context?.groupId && { account: context.groupId }),
  ...(userId && { user: userId }),
  ...(anonymousId && { visitor: anonymousId }),
});

const unlikeACall = ({ code }: { code?: string }): string =>
  code === 'invalid_union' ? `must be one of ${callTypes.join(', ')}` : 'must be a JSON object, as each call is';

const anyCall = z.discriminatedUnion(
  'type',
  [
    identify,
    group,
    track,
    alias,
    plan,
    z.looseObject({ type: z.enum(['page', 'screen']) }).transform(() => 'unused' as const),
  ],
  { error: unlikeACall },
);

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
