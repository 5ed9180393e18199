import type { Channel } from '../channels/channel.ts';
import { channels } from '../channels/channels.ts';
import { ownSecrets } from '../channels/own-secrets.ts';
import { type Door, doors } from '../connectors/connector.ts';
import { type ConnectorName, connectorOf, connectorsAt } from '../connectors/connector-of.ts';
import type { connectors } from '../connectors/connectors.ts';

const variables = [
  'DAYMARK_TOKEN_SECRET',
  'DAYMARK_WRITE_KEYS',
  'DAYMARK_WEBHOOK_SECRETS',
  'DAYMARK_DESTINATIONS',
  'DAYMARK_USER_TOKENS',
] as const;

export type SecretVariable = (typeof variables)[number] | SecretsOf<(typeof connectors)[ConnectorName]>;

type SecretsOf<Of> = Of extends { secrets: infer Variable } ? Variable : never;

/** The secrets that authenticate the connectors of these doors. */
export const secretsAt = (...doors: readonly Door[]): SecretVariable[] =>
  connectorsAt(...doors).flatMap(name => (connectorOf(name).secrets as SecretVariable | undefined) ?? []);

/** Secrets that channels send with. */
export const channelSecrets: readonly SecretVariable[] = [
  ...new Set(Object.values<Channel>(channels).flatMap(({ secrets: shared = [] }) => shared)),
  ...(Object.keys(ownSecrets) as SecretVariable[]),
];

/**
 * Every secret: the environment variable that adapters read, and its name in Secrets Manager after
 * `daymark/<environment>/`. A function gets those that its row in `functions.ts` lists.
 */
export const secrets = Object.fromEntries(
  [...new Set([...variables, ...secretsAt(...doors), ...channelSecrets])].map(variable => [
    variable,
    variable
      .replace(/^DAYMARK_/, '')
      .toLowerCase()
      .replaceAll('_', '-'),
  ]),
) as Readonly<Record<SecretVariable, string>>;
