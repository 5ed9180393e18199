import type { CrmName } from '../../../connectors/crms.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import type { Crm, CrmTasks } from '../../../ports/crm.ts';
import { PostRefused } from '../../../ports/poster.ts';
import type { HttpAttempts } from '../http-attempts.ts';
import type { Destinations } from '../settings.ts';
import { hubspotTasks } from './hubspot-tasks.ts';
import { salesforceTasks } from './salesforce-tasks.ts';

const clients: Readonly<Record<CrmName, (destination: unknown, attempts: HttpAttempts) => CrmTasks>> = {
  hubspot: hubspotTasks,
  salesforce: salesforceTasks,
};

/** One client for each destination, created on first use. */
export const crmClients = (destinations: Destinations, attempts: HttpAttempts): Crm => {
  const made = new Map<string, CrmTasks>();
  return (crm, name) => {
    const known = made.get(`${crm} ${name}`);
    if (known) return known;
    const destination = ownMember(destinations[crm] ?? {}, name);
    if (destination === undefined) throw new PostRefused(`No ${crm} "${name}": add it to DAYMARK_DESTINATIONS.`);
    const client = clients[crm](destination, attempts);
    made.set(`${crm} ${name}`, client);
    return client;
  };
};
