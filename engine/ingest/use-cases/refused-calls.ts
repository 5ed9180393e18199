import { createHmac } from 'node:crypto';
import type { CatalogData } from '../../definition/catalog.ts';
import type { RefusedRequest } from '../../kernel/refused-request.ts';
import { wholeStart } from '../../kernel/shortened.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { RefusedCall } from '../../ports/refusals.ts';
import { judgeValue } from '../allowed-values.ts';
import type { FailedCall } from '../ingested.ts';

/** A call of a batch that was rejected. */
export interface Refused {
  said: unknown;
  index: number;
  refusal: RefusedRequest;
}

/** Limits the storage that a faulty source can take up. */
const keptPerHour = 1_000;

/** Client libraries ignore response bodies, so rejected calls are stored and operators alerted. */
export const keepRefused = async (
  refused: readonly Refused[],
  ports: PortsWith<'controls' | 'refusals'>,
): Promise<FailedCall[]> => {
  const { clock, alarms, controls, refusals, settings, build } = ports;
  const now = clock.now();
  const catalog = await build.catalog();
  const idOf = (said: unknown): string => messageIdOf(said) ?? digest(said, settings.tokenSecrets[0]);
  if (await controls.countCalls('refused', { now, calls: refused.length, atMost: keptPerHour })) {
    await Promise.all(
      refused.map(({ said, refusal: { code, message, field } }) => {
        const id = `segment:${idOf(said)}`;
        return refusals.keep({
          id,
          receivedAt: now,
          code,
          message,
          ...(field && { field }),
          ...outline(said, catalog),
        });
      }),
    );
  }
  await alarms.raise({ alarm: 'calls-refused', calls: refused.length, first: `segment:${idOf(refused[0]?.said)}` });
  return refused.map(failedCall);
};

export const failedCall = ({ said, index, refusal: { code, message, field } }: Refused): FailedCall => {
  const messageId = messageIdOf(said);
  return { index, ...(messageId !== undefined && { messageId }), code, message, ...(field && { field }) };
};

/** A summary of a call without personal data, for operators. */
const outline = (
  said: unknown,
  { events, accountAttributes }: CatalogData,
): Pick<RefusedCall, 'type' | 'event' | 'account' | 'user' | 'fields'> => {
  const { type, event, groupId, userId, context, properties, traits } = membersOf(said);
  const account = name(groupId) ?? name(membersOf(context).groupId);
  const user = name(userId);
  const named = { type: name(type), event: name(event), account, user };
  const types = type === 'group' ? accountAttributes : type === 'track' ? events[String(event)]?.fields : undefined;
  const members = membersOf(type === 'group' ? traits : properties);
  const fields = Object.entries(types ?? {}).flatMap(([field, of]) => {
    const { value } = Object.hasOwn(members, field) ? judgeValue(field, members[field], of, {}) : {};
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    fields: Object.fromEntries(fields),
  };
};

const membersOf = (said: unknown): Readonly<Record<string, unknown>> =>
  typeof said === 'object' && said !== null ? (said as Readonly<Record<string, unknown>>) : {};

const name = (said: unknown): string | undefined =>
  typeof said === 'string' || Number.isSafeInteger(said) ? wholeStart(String(said), 256).toWellFormed() : undefined;

const messageIdOf = (said: unknown): string | undefined => {
  const { messageId } = membersOf(said);
  return typeof messageId === 'string' && /^[\w.:-]{1,256}$/.test(messageId) ? messageId : undefined;
};

/** An id for a call without one: the same when it is sent again, and not invertible to its content. */
const digest = (said: unknown, secret: string): string => {
  const hmac = createHmac('sha256', secret);
  try {
    hmac.update(JSON.stringify(said) ?? '');
  } catch {
    hmac.update('nested too deeply');
  }
  return `unnamed-${hmac.digest('hex').slice(0, 32)}`;
};
