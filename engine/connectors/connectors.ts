import * as manifests from './all-manifests.ts';
import type { Connector } from './connector.ts';

const all = { ...manifests } satisfies Readonly<Record<string, Connector>>;

/** Deployed templates list these in this order. What is added follows, by name, so templates only grow. */
const deployed = ['stripe', 'paddle', 'chargebee', 'zendesk', 'intercom', 'generic', 'hubspot', 'salesforce'];

const names = [...new Set([...deployed, ...Object.keys(all).sort()])] as (keyof typeof all)[];

/** Every connector, by the name that its route and the ids of its events have. */
export const connectors = Object.fromEntries(names.map(name => [name, all[name]])) as typeof all;
