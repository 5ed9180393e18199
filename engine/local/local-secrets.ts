export const writeKey = 'local';
export const browserKey = 'local-browser';
export const webhookSecret = 'local-secret-of-webhooks';
export const stripeSecret = 'whsec_local';
export const paddleSecret = 'pdl_ntfset_local';
export const chargebeeCredentials = 'daymark:local-password-of-chargebee';

/** Signs for every user of the local cloud. */
export const userTokenSigner = {
  issuer: 'daymark dev',
  audience: 'daymark',
  kid: 'dev',
  secret: 'local-secret-of-the-tokens-of-users',
};

/** What the handlers need to believe the events that a playback delivers; the local cloud guards nothing. */
export const localSecrets = {
  DAYMARK_PUBLIC_URL: 'https://journeys.example',
  DAYMARK_TOKEN_SECRET: 'local-secret-of-unsubscribe-links',
  DAYMARK_WRITE_KEYS: writeKey,
  DAYMARK_BROWSER_KEYS: browserKey,
  DAYMARK_WEBHOOK_SECRETS: webhookSecret,
  DAYMARK_STRIPE_SECRETS: stripeSecret,
  DAYMARK_USER_TOKENS: JSON.stringify({
    algorithm: 'HS256',
    issuer: userTokenSigner.issuer,
    audience: userTokenSigner.audience,
    secrets: { [userTokenSigner.kid]: userTokenSigner.secret },
  }),
  DAYMARK_STRIPE_MODE: 'any',
  DAYMARK_PADDLE_SECRETS: paddleSecret,
  DAYMARK_CHARGEBEE_CREDENTIALS: chargebeeCredentials,
};
