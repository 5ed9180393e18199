import { domainToASCII } from 'node:url';

/**
 * An address as the mail service takes it, with its domain in Punycode; nothing for a text that it refuses. SES does no
 * SMTPUTF8: the part before the @ is 7-bit ASCII.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const deliverableAddress = (text: string): string | undefined => {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(text.trim()) ?? [];
  const ascii = isAscii(domain) ? domain.toLowerCase() : domainToASCII(domain);
  if (local.length > 64 || !localPart.test(local)) return undefined;
  return ascii.length <= 253 && hostname.test(ascii) ? `${local}@${ascii}` : undefined;
};

/**
 * What all spellings of a mailbox have in common. Domains have no case. Local parts have one by RFC 5321, but no mail system
 * in use tells two mailboxes apart by it, and an opt-out that is missed for a capital letter is worse than a mail too few.
 */
export const mailboxOf = (text: string): string => (deliverableAddress(text) ?? text.trim()).toLowerCase();

/** Words of ASCII, single dots between them. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const hostname = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);
