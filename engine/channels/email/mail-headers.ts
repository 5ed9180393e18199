import { hash } from 'node:crypto';
import type { MessageClass } from '../../definition/policy.ts';
import type { EmailStep } from '../../steps/email/step.ts';

export interface MailNames {
  account: string;
  journey: string;
  /** Where unsubscribe pages live. */
  publicUrl: string;
}

/**
 * Headers by which mail programs offer to unsubscribe with one click, and bulk senders are judged.
 * @see RFC 8058 (List-Unsubscribe-Post), RFC 2919 (List-ID)
 */
export const listHeaders = (
  messageClass: MessageClass,
  topic: string,
  unsubscribeUrl: string,
  publicUrl: string,
): Record<string, string> =>
  messageClass === 'transactional'
    ? {}
    : {
        'List-Unsubscribe': `<${headerText(unsubscribeUrl)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-ID': `<${label(topic)}.${hostOf(publicUrl)}>`,
      };

/**
 * All mails of a journey to an account refer to the same nonexistent mail, so that mail programs show them as one
 * thread.
 */
export const threadHeaders = (
  thread: EmailStep['thread'],
  { account, journey, publicUrl }: MailNames,
): Record<string, string> => {
  if (thread === undefined) return {};
  const name = hash('sha256', JSON.stringify([account, journey])).slice(0, 32);
  const root = `<${name}@${hostOf(publicUrl)}>`;
  return { 'In-Reply-To': root, References: root };
};

/** One line of printable ASCII, as mail headers must be. */
export const headerText = (value: string): string => value.replace(/[^\x20-\x7e]+/g, ' ').trim();

/** A tag's value: SES allows `[A-Za-z0-9_-]`, up to 256 characters. */
export const tagText = (value: string): string => value.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 256) || '_';

const label = (topic: string): string => topic.toLowerCase().replace(/[^a-z0-9-]+/g, '-') || 'mail';

const hostOf = (url: string): string => new URL(url).hostname;
