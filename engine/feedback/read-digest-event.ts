import * as z from 'zod';
import type { CalendarDate } from '../kernel/instant.ts';

/** An SES event about a task digest. */
export interface DigestEvent {
  csm: string;
  monday: CalendarDate;
  /** Any event but a rejection implies that the mail was accepted. */
  state: 'sent' | 'rejected';
}

/** Reads an SES event whose mail has a digest's tags; undefined for any other. */
export const readDigestEvent = (message: unknown): DigestEvent | undefined => {
  const { data } = digestEvent.safeParse(message);
  if (data === undefined) return undefined;
  const [monday] = data.mail.tags.digest;
  const [csm] = data.mail.tags.csm;
  const isRefused = ['Reject', 'Rendering Failure'].includes(data.eventType);
  return {
    csm: Buffer.from(csm, 'base64url').toString('utf8'),
    monday,
    state: isRefused ? 'rejected' : 'sent',
  };
};

const digestEvent = z.looseObject({
  eventType: z.string(),
  mail: z.looseObject({
    tags: z.looseObject({
      digest: z.tuple([z.iso.date()]).rest(z.string()),
      csm: z.tuple([z.string().min(1)]).rest(z.string()),
    }),
  }),
});
