import { allTopics } from '../../account/consent.ts';
import { recordChoices } from '../../contacts/use-cases/record-choices.ts';
import { updateContact } from '../../contacts/use-cases/update-contact.ts';
import { independently, type TryPiece } from '../../kernel/independently.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { afterListing, factOfListing, hasAddress, type ListedAddress } from '../../sending/listed-address.ts';

type SyncPorts = PortsWith<'contacts' | 'controls' | 'queue' | 'suppressionList'>;

/** Newer entries are left to the mail's own event, which says more. */
const leftToEventsSeconds = 3600;
/** Entries may appear on the list later than their date. */
const overlapSeconds = 6 * 3600;
const atOnce = 20;

/**
 * Suppresses addresses on the mail service's own list, for mail whose event was lost or that others sent. Idempotent.
 * On Sundays it reads the whole list: a contact may have got a listed address only since. A contact that fails stops no
 * other; the next run reads the same entries again.
 */
export const syncSuppressions = async (ports: SyncPorts): Promise<{ listed: number }> => {
  const now = ports.clock.now();
  const to = plusSeconds(now, -leftToEventsSeconds);
  const from = isSunday(now) ? undefined : await ports.controls.suppressionsKnownUntil();
  const since = from && plusSeconds(from, -overlapSeconds);
  const listed = await independently(attempt => learnOfListings(since, to, attempt, ports));
  // Without new entries the next run reads from the same time on: that costs no more, and saves this write.
  if (listed > 0 || from === undefined) await ports.controls.suppressionsAreKnown(to);
  return { listed };
};

const isSunday = (at: Instant): boolean => new Date(at).getUTCDay() === 0;

const learnOfListings = async (
  from: Instant | undefined,
  to: Instant,
  attempt: TryPiece,
  ports: SyncPorts,
): Promise<number> => {
  let listed = 0;
  for await (const page of ports.suppressionList.pages({ ...(from && { from }), to })) {
    for (let start = 0; start < page.length; start += atOnce) {
      const some = page.slice(start, start + atOnce);
      await Promise.all(some.map(each => attempt(() => learnOfListing(each, attempt, ports))));
    }
    listed += page.length;
  }
  return listed;
};

const learnOfListing = async (listed: ListedAddress, attempt: TryPiece, ports: SyncPorts): Promise<void> => {
  for (const { account, contact } of await ports.contacts.atAddress(listed.email))
    await attempt(() => suppress(account, contact, listed, ports));
};

/** The event is published first: after a crash in between it is published again, with the same id. */
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
  const choices = {
    topics: { [allTopics]: 'out' },
    source: 'complaint',
    at,
    evidence: 'ses-list',
    policyVersion,
  } as const;
  await recordChoices(account, id, () => choices, ports);
};
