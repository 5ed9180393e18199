import { allTopics } from '../../account/consent.ts';
import { recordChoices } from '../../contacts/use-cases/record-choices.ts';
import { updateContact } from '../../contacts/use-cases/update-contact.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { afterListing, factOfListing, hasAddress, type ListedAddress } from '../../sending/listed-address.ts';

type SyncPorts = PortsWith<'contacts' | 'controls' | 'queue' | 'suppressionList'>;

/** The event of the very mail comes first, and says more. */
const leftToEventsSeconds = 3600;
/** Lists may lag behind their own dates. */
const overlapSeconds = 6 * 3600;
const atOnce = 20;

/**
 * Learns of addresses from the mail service's own list, where the event of the mail was lost or the mail was none of ours.
 * Idempotent. On Sundays the whole list is read: it may hold an address that a contact got only since.
 */
export const syncSuppressions = async (ports: SyncPorts): Promise<{ listed: number }> => {
  const now = ports.clock.now();
  const to = plusSeconds(now, -leftToEventsSeconds);
  const from = isSunday(now) ? undefined : await ports.controls.suppressionsKnownUntil();
  let listed = 0;
  for await (const page of ports.suppressionList.pages({
    ...(from && { from: plusSeconds(from, -overlapSeconds) }),
    to,
  })) {
    for (let start = 0; start < page.length; start += atOnce) {
      await Promise.all(page.slice(start, start + atOnce).map(each => learnOfListing(each, ports)));
    }
    listed += page.length;
  }
  // A night without news leaves the next one to ask from the same time on: that costs no more, and this is a write less.
  if (listed > 0 || from === undefined) await ports.controls.suppressionsAreKnown(to);
  return { listed };
};

const isSunday = (at: Instant): boolean => new Date(at).getUTCDay() === 0;

const learnOfListing = async (listed: ListedAddress, ports: SyncPorts): Promise<void> => {
  for (const { account, contact } of await ports.contacts.atAddress(listed.email)) {
    await suppress(account, contact, listed, ports);
  }
};

/** Journeys are told first, so that a process that dies in between says it again, under the same name. */
const suppress = async (account: string, id: string, listed: ListedAddress, ports: SyncPorts): Promise<void> => {
  const contact = await ports.contacts.find(account, id);
  if (!contact || !hasAddress(contact, listed.email)) return;
  if (listed.reason === 'complained') await optOut(account, id, listed, ports);
  if (!afterListing(contact, listed)) return;
  await ports.queue.publish(factOfListing(account, contact, listed, ports.clock.now()));
  await updateContact(account, id, ports, stored => {
    const next = stored && afterListing(stored, listed);
    return next && { contact: next };
  });
};

const optOut = async (account: string, id: string, { at }: ListedAddress, ports: SyncPorts): Promise<void> => {
  const { topicsVersion: policyVersion } = await ports.build.catalog();
  const said = {
    topics: { [allTopics]: 'out' },
    source: 'complaint',
    at,
    evidence: 'ses-list',
    policyVersion,
  } as const;
  await recordChoices(account, id, () => said, ports);
};
