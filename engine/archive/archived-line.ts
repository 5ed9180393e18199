import * as z from 'zod';
import type { Instant } from '../kernel/instant.ts';
import { readJson } from '../kernel/read-json.ts';

/** Schema of an archived line. */
export interface ArchivedLine {
  text: string;
  receivedAt: Instant;
  /** The same where one was kept twice. */
  key: string;
  /** The user that an `identify` is about. */
  person?: { account: string | undefined; contact: string };
}

/** Undefined for text that is no line of an archive. */
export const archivedLine = (text: string): ArchivedLine | undefined => {
  const { data } = said.safeParse(readJson(text));
  if (!data) return undefined;
  const { type, receivedAt, messageId, id, eventType, mail, userId, context } = data;
  return {
    text,
    receivedAt,
    key: [type ?? eventType, messageId ?? id ?? mail?.messageId, mail?.timestamp].join(' '),
    ...(type === 'identify' && userId !== undefined && { person: { account: context?.groupId, contact: userId } }),
  };
};

const said = z.object({
  type: z.string().optional(),
  receivedAt: z.string(),
  messageId: z.string().optional(),
  id: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({ messageId: z.string(), timestamp: z.string() }).optional(),
  userId: z.string().optional(),
  context: z.object({ groupId: z.string() }).optional(),
});
