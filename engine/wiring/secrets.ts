import type { Channel } from '../channels/channel.ts';
import { channels } from '../channels/channels.ts';
import { ownSecrets } from '../channels/own-secrets.ts';
import { connectors } from '../connectors/connectors.ts';
import type { Processor } from '../connectors/processors.ts';

const variables = [
  'DAYMARK_TOKEN_SECRET',
  'DAYMARK_WRITE_KEYS',
  'DAYMARK_WEBHOOK_SECRETS',
  'DAYMARK_DESTINATIONS',
  'DAYMARK_USER_TOKENS',
] as const;

export type SecretVariable = (typeof variables)[number] | (typeof connectors)[Processor]['secrets'];

/** How each billing processor proves itself. */
export const billingSecrets: readonly SecretVariable[] = Object.values(connectors).map(({ secrets }) => secrets);

/** What the channels send with. */
export const channelSecrets: readonly SecretVariable[] = [
  ...new Set(Object.values<Channel>(channels).flatMap(({ secrets: shared = [] }) => shared)),
  ...(Object.keys(ownSecrets) as SecretVariable[]),
];

/**
 * Every secret: the variable of the environment that the adapters read, and the name in Secrets Manager behind
 * `daymark/<environment>/`. A function gets those that its row in `functions.ts` lists.
 */
export const secrets = Object.fromEntries(
  [...new Set([...variables, ...billingSecrets, ...channelSecrets])].map(variable => [
    variable,
    variable
      .replace(/^DAYMARK_/, '')
      .toLowerCase()
      .replaceAll('_', '-'),
  ]),
) as Readonly<Record<SecretVariable, string>>;
