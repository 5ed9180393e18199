import type { Contact } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';
import type { Scalar } from '../../domain/condition.ts';
import type { Instant } from '../../domain/instant.ts';
import { mergeAttributes, saidAt, sameAttributes } from '../../domain/routing/merge-attributes.ts';
import { choose, type Said } from '../../domain/sending/choose.ts';
import type { Ports } from '../ports.ts';
import { updateContact } from '../update-contact.ts';

/** Writes what was said of a person; the later word on each attribute counts, whichever arrives first. */
export const writeContact = (
  account: string,
  id: string,
  said: { values: Readonly<Record<string, Scalar>>; at: Instant; optOuts: Said },
  ports: Ports,
): Promise<void> =>
  updateContact(account, id, ports, known => {
    const before: Contact = known ?? { id, attributes: {}, choices: {}, recentSends: [], revision: 0 };
    const attributes = mergeAttributes(before.attributes, saidAt(said.values, said.at));
    const contact = { ...before, attributes };
    const chosen = choose(contact, said.optOuts);
    if (known && !chosen && sameAttributes(known.attributes, attributes)) return undefined;
    const also = (chosen?.records ?? []).map((record): Change => ({ kind: 'consent', record }));
    return { contact: chosen?.contact ?? contact, also };
  });
