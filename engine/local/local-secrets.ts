import { ownSecrets } from '../channels/own-secrets.ts';
import { type ConnectorName, connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { webhooks } from '../connectors/webhooks.ts';

export const writeKey = 'local';
export const browserKey = 'local-browser';
export const webhookSecret = 'local-secret-of-webhooks';

/** The secret with which a connector's requests to the local cloud are signed. */
export const connectorSecretOf = (name: ConnectorName): string => {
  const { signing } = webhooks[name];
  return signing ? `${signing.secretPrefix}local` : `daymark:local-password-of-${name}`;
};

const connectorVariables = Object.fromEntries(
  connectorNames.flatMap(name => {
    const { secrets, mode } = connectorOf(name);
    if (secrets === undefined) return [];
    return [[secrets, connectorSecretOf(name)], ...(mode ? [[mode, 'any']] : [])];
  }),
) as Record<string, string>;

/** The key that signs the tokens of all users of the local cloud. */
export const userTokenSigner = {
  issuer: 'daymark dev',
  audience: 'daymark',
  kid: 'dev',
  secret: 'local-secret-of-the-tokens-of-users',
};

/** Secrets by which the handlers verify the events of a playback; they protect nothing. */
export const localSecrets = {
  DAYMARK_PUBLIC_URL: 'https://journeys.example',
  DAYMARK_TOKEN_SECRET: 'local-secret-of-unsubscribe-links',
  DAYMARK_WRITE_KEYS: writeKey,
  DAYMARK_BROWSER_KEYS: browserKey,
  DAYMARK_WEBHOOK_SECRETS: webhookSecret,
  DAYMARK_USER_TOKENS: JSON.stringify({
    algorithm: 'HS256',
    issuer: userTokenSigner.issuer,
    audience: userTokenSigner.audience,
    secrets: { [userTokenSigner.kid]: userTokenSigner.secret },
  }),
  ...connectorVariables,
  ...ownSecrets,
};
