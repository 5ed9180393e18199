import type { SentMail } from '../../local/sent-mail.ts';
import type { Deliveries } from '../../ports/deliveries.ts';

/** A mail with its account and contact, read from its tags and from the ledger. */
export interface AddressedMail extends SentMail {
  /** Absent in mails that aren't about one account, such as a digest for a CSM. */
  account?: string;
  /** Contact id; also absent once the person was erased. */
  contact?: string;
}

/** Looks contacts up in the ledger of deliveries, because tags don't name them. */
export const addressMails = async (
  mails: readonly SentMail[],
  deliveries: Pick<Deliveries, 'find'>,
): Promise<AddressedMail[]> => {
  const contacts = new Map<string, string>();
  for (const [account, own] of Map.groupBy(mails, accountOf)) {
    if (account === undefined) continue;
    const ids = own.flatMap(({ tags }) => tags.delivery ?? []);
    for (const { id, contact } of await deliveries.find(account, ids)) contacts.set(id, contact);
  }
  return mails.map(mail => {
    const account = accountOf(mail);
    const contact = contacts.get(mail.tags.delivery ?? '');
    return { ...mail, ...(account !== undefined && { account }), ...(contact !== undefined && { contact }) };
  });
};

const accountOf = ({ tags }: SentMail): string | undefined =>
  tags.account === undefined ? undefined : Buffer.from(tags.account, 'base64url').toString();
