import type { ConnectorName } from '../connectors/connector-of.ts';
import type { TaskSinks } from './sinks.ts';

/** Settings by the operator; validated once, at cold start. */
export interface Settings {
  /** Where unsubscribe and preference pages live, without a trailing slash. */
  publicUrl: string;
  /** The first signs the links in mails; all are accepted, since such a link must work for years. */
  tokenSecrets: readonly [string, ...string[]];
  connectors: Readonly<Record<ConnectorName, ConnectorSettings>>;
  /** Secrets that channels declare for themselves, by variable; only functions that send are given it. */
  channelSecrets: Readonly<Record<string, string>>;
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
  /** Where a task is seen, with `{task}` for its id: digests link there. */
  taskUrl?: string;
  /** Where the console is, such as `https://console.example.com`: pages of other origins may not act. */
  consoleOrigin?: string;
  /** Issuer of the CSMs' tokens; without it, every token is refused. */
  csmTokens?: { issuer: string; audience: string; keysUrl: string };
  /** Issuer of the tokens of the application's users; without it, every token is refused. */
  userTokens?: UserTokens;
  /** Origins of pages that may ask for prompts from elsewhere, such as `https://app.example.com`. */
  appOrigins: readonly string[];
  /** How long a page waits until it asks for prompts again. Raise it in an incident. */
  promptPollSeconds: number;
}

/** Of one connector. */
export interface ConnectorSettings {
  /** Accepted secrets, or `user:password`, of its webhook; several during a rotation. */
  secrets: readonly string[];
  /** The events of this mode are taken, of one that tells them apart. */
  mode: 'live' | 'test' | 'any';
}

/** Shared secrets by `kid`, or public keys at a URL. */
export type UserTokens = { issuer: string; audience: string } & (
  | { algorithm: 'HS256'; secrets: Readonly<Record<string, string>> }
  | { algorithm: 'EdDSA' | 'RS256' | 'ES256'; keysUrl: string }
);
