import type { Contact } from '../../account/account.ts';
import { addressesOf, type Erasure, erased, isErased } from '../../account/former-contact.ts';
import { calledNamesOf } from '../../account/named-person.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Directory } from '../../ports/directory.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { turn } from '../../turn.ts';
import { addressDigest } from '../mail-address.ts';
import { atSameAddress } from '../mailboxes.ts';
import { planWithout } from '../plan-without.ts';

type ErasePorts = Pick<AllPorts, 'accounts' | 'answers' | 'clock' | 'contacts' | 'notes'> & {
  directory: Directory;
  settings: Pick<AllPorts['settings'], 'tokenSecrets'>;
};

/** Result of an erasure. `alsoKnownAs`: other contacts of the account with the same address, which are not erased. */
export type Erasing = { outcome: 'unknown' } | { outcome: 'erased' | 'erased before'; alsoKnownAs: string[] };

/**
 * Erases a person: the contact, prompt reactions, survey comments, notes about them, waiting calls, and their name in
 * the success plan. One transaction erases contact and prompt reactions, bars their address and logs the erasure, so
 * that a crash leaves all of it or nothing. Idempotent.
 */
export const erasePersonalData = async (account: string, id: string, ports: ErasePorts): Promise<Erasing> => {
  await forgetCalls(id, ports);
  const now = ports.clock.now();
  await ports.answers.forget(account, id, now);
  const { contacts } = await ports.accounts.snapshot(account);
  const found = contacts.find(contact => contact.id === id);
  const remains = found ?? (await ports.contacts.findOrRemains(account, id));
  if (remains === undefined) return { outcome: 'unknown' };
  const alsoKnownAs = atSameAddress(remains, contacts)
    .map(contact => contact.id)
    .filter(each => each !== remains.id);
  // Before the contact's name is erased, since it is needed to find notes.
  await forgetNotes(account, remains, now, ports);
  if (isErased(remains)) return { outcome: 'erased before', alsoKnownAs };
  await eraseAsOf(account, id, { at: now, addresses: [] }, ports);
  // Once more, for rows that a concurrent call wrote in between; later calls see the tombstone.
  await ports.answers.forget(account, id, now);
  await forgetNotes(account, remains, now, ports);
  return { outcome: 'erased', alsoKnownAs };
};

/**
 * Replays the erasure log after a restore to an earlier time: contacts that were identified again since then stay, and
 * contacts missing from the restored table are erased in advance. Returns how many contacts were found.
 */
export const replayErasures = async (log: readonly Erasure[], ports: ErasePorts): Promise<number> => {
  let found = 0;
  for (const { account, contact, at, addresses } of log) {
    await forgetCalls(contact, ports);
    await ports.answers.forget(account, contact, at);
    const stored = await ports.contacts.findOrRemains(account, contact);
    await forgetNotes(account, stored ?? { id: contact, attributes: {} }, at, ports);
    if (await eraseAsOf(account, contact, { at, addresses }, ports)) found += 1;
  }
  return found;
};

/** An `identify` without a resolved account waits under the user's id, whichever account requests erasure. */
const forgetCalls = async (user: string, { directory }: ErasePorts): Promise<void> => {
  for (const kept of await directory.kept({ user })) if (kept.call.type === 'identify') await directory.forget(kept);
};

const forgetNotes = (
  account: string,
  contact: Pick<Contact, 'id' | 'attributes' | 'suppression'>,
  until: Instant,
  { notes }: Pick<ErasePorts, 'notes'>,
): Promise<void> => notes.forget(account, { contact: contact.id, names: calledNamesOf(contact), until });

/** Erases the contact's data up to `at`. Returns whether there was any. */
const eraseAsOf = (
  account: string,
  id: string,
  { at, addresses }: { at: Instant; addresses: readonly string[] },
  { accounts, contacts, settings }: ErasePorts,
): Promise<boolean> =>
  turn(
    {
      account,
      read: async () => ({
        stored: await contacts.findOrRemains(account, id),
        plan: (await accounts.snapshot(account, { withoutContacts: true })).successPlan,
      }),
      decide: ({ stored, plan }) => {
        if (stored?.erasedAt !== undefined && stored.erasedAt >= at) return { answer: false };
        const known: Contact = stored ?? { id, attributes: {}, choices: {}, recentSends: [], revision: 0 };
        const own = addressesOf(known).map(email => addressDigest(email, settings.tokenSecrets[0]));
        const words = planWithout(plan, known, at);
        const erasure = { account, contact: id, at, addresses: [...new Set([...addresses, ...own])] };
        return {
          changes: [
            ...(words ? [{ kind: 'successPlan', plan: words } as const] : []),
            { kind: 'erase', remains: erased(known, at), erasure },
          ],
          answer: stored !== undefined,
        };
      },
      maxAttempts: 8,
    },
    { accounts },
  );
