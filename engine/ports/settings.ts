import type { TaskSinks } from './sinks.ts';

/** What the operator configures; validated once, at cold start. */
export interface Settings {
  /** Where unsubscribe and preference pages live, without a trailing slash. */
  publicUrl: string;
  /** The first signs the links in mails; all are accepted, since such a link must work for years. */
  tokenSecrets: readonly [string, ...string[]];
  /** Accepted secrets of the Stripe webhook; several during a rotation. */
  stripeSecrets: readonly string[];
  /** Of Stripe's events those of this mode are taken. */
  stripeMode: 'live' | 'test' | 'any';
  /** Accepted secrets of the Paddle webhook. */
  paddleSecrets: readonly string[];
  /** Accepted `user:password` of the Chargebee webhook. */
  chargebeeCredentials: readonly string[];
  /** Accepted Segment write keys. */
  writeKeys: readonly string[];
  /** Accepted secrets of webhooks that send calls: for signatures, or as bearer tokens. */
  webhookSecrets: readonly string[];
  /** Public write keys of pages. */
  browserKeys: readonly string[];
  /** Quota of accepted calls per key and hour. */
  browserCallsPerHour: number;
  /** How many calls each write key may make an hour; unlimited if absent. */
  callsPerHour?: number;
  /** `<prefix>-<message class>` is the SES configuration set. */
  configurationSetPrefix: string;
  taskSinks: TaskSinks;
  /** Issuer of the CSMs' tokens; without it, every token is refused. */
  csmTokens?: { issuer: string; audience: string; keysUrl: string };
  /** Issuer of the tokens of the application's users; without it, every token is refused. */
  userTokens?: UserTokens;
  /** Origins of pages that may ask for prompts from elsewhere, such as `https://app.example.com`. */
  appOrigins: readonly string[];
  /** How long a page waits until it asks for prompts again. Raise it in an incident. */
  promptPollSeconds: number;
}

/** Shared secrets by `kid`, or public keys at a URL. */
export type UserTokens = { issuer: string; audience: string } & (
  | { algorithm: 'HS256'; secrets: Readonly<Record<string, string>> }
  | { algorithm: 'EdDSA' | 'RS256' | 'ES256'; keysUrl: string }
);
