/**
 * Every secret: the variable of the environment that the adapters read, and the name in Secrets Manager behind
 * `daymark/<environment>/`. A function gets those that its row in `functions.ts` lists.
 */
export const secrets = {
  DAYMARK_TOKEN_SECRET: 'token-secret',
  DAYMARK_WRITE_KEYS: 'write-keys',
  DAYMARK_WEBHOOK_SECRETS: 'webhook-secrets',
  DAYMARK_STRIPE_SECRETS: 'stripe-secrets',
  DAYMARK_PADDLE_SECRETS: 'paddle-secrets',
  DAYMARK_CHARGEBEE_CREDENTIALS: 'chargebee-credentials',
  DAYMARK_DESTINATIONS: 'destinations',
  DAYMARK_USER_TOKENS: 'user-tokens',
} as const satisfies Readonly<Record<`DAYMARK_${string}`, string>>;

export type SecretVariable = keyof typeof secrets;
