import type { Contact } from '../../domain/account.ts';
import type { Scalar } from '../../domain/condition.ts';
import type { Instant } from '../../domain/instant.ts';
import { mergeAttributes, saidAt, sameAttributes } from '../../domain/routing/merge-attributes.ts';
import type { Ports } from '../ports.ts';
import { updateContact } from '../update-contact.ts';

/** Writes what was said of a person; the later word on each attribute counts, whichever arrives first. */
export const writeContact = (
  account: string,
  id: string,
  values: Readonly<Record<string, Scalar>>,
  at: Instant,
  ports: Ports,
): Promise<void> =>
  updateContact(account, id, ports, (known): Contact | undefined => {
    const contact = known ?? { id, attributes: {}, unsubscribed: [], recentSends: [], revision: 0 };
    const attributes = mergeAttributes(contact.attributes, saidAt(values, at));
    return known && sameAttributes(known.attributes, attributes) ? undefined : { ...contact, attributes };
  });
