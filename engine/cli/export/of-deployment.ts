import { publicLine } from '../../account/public-line.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { gatherFacts } from '../../numbers/use-cases/gather-facts.ts';
import type { ExportedContact, ToExport } from '../../playback/export/exported-rows.ts';
import type { AccountPorts } from '../../ports/account-ports.ts';
import { allAccountsOf } from '../operate/all-accounts-of.ts';
import { keptIfAny } from '../operate/kept-events.ts';
import { operatorOf } from '../operate/steering.ts';
import type { Where } from '../reach.ts';

/** The data of a deployment to export, without the revenue rules. @throws UserError as `reach` */
export const ofDeployment = async (
  where: Where,
  catalog: CatalogData,
  { since, withContacts }: { since?: string | undefined; withContacts: boolean },
): Promise<Omit<ToExport, 'rules'>> => {
  const { all, clock } = await allAccountsOf(where);
  const facts = await gatherFacts(all, catalog);
  const kept = await keptIfAny(where, since === undefined ? {} : { from: since });
  return {
    facts,
    health: await all.health(),
    timeline: (await all.timeline()).map(publicLine),
    events: (kept ? await Array.fromAsync(kept.lines) : []).map(({ text }) => text),
    contacts: withContacts ? await contactsOf(facts, await operatorOf(where)) : [],
    now: clock.now(),
  };
};

const contactsOf = async (
  facts: ToExport['facts'],
  { accounts }: Pick<AccountPorts, 'accounts'>,
): Promise<ExportedContact[]> => {
  const found: ExportedContact[] = [];
  for (const { account } of facts) {
    const { contacts } = await accounts.snapshot(account);
    found.push(
      ...contacts.map(({ id, attributes: { role, name, email } }) => ({
        ...{ account, contact: id },
        ...(typeof role?.value === 'string' && { role: role.value }),
        ...(typeof name?.value === 'string' && { name: name.value }),
        ...(typeof email?.value === 'string' && { email: email.value }),
      })),
    );
  }
  return found;
};
