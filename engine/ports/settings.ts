import type { ConnectorName } from '../connectors/connector-of.ts';
import type { TaskSinks } from './sinks.ts';

/** The operator's settings, validated once, at cold start. */
export interface Settings {
  /** Base URL of the unsubscribe and preference pages, without a trailing slash. */
  publicUrl: string;
  /** The first signs the links in mail; all are accepted, because links must work for years. */
  tokenSecrets: readonly [string, ...string[]];
  connectors: Readonly<Record<ConnectorName, ConnectorSettings>>;
  /** Secrets that channels declare, by variable; only functions that send have them. */
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
  /** URL of a task, with `{task}` for its id, for links in digests. */
  taskUrl?: string;
  /** The console's origin, such as `https://console.example.com`. Pages of other origins may not act. */
  consoleOrigin?: string;
  /** Issuer of the CSMs' tokens; without it, every token is refused. */
  csmTokens?: { issuer: string; audience: string; keysUrl: string };
  /** Issuer of the tokens of the application's users; without it, every token is refused. */
  userTokens?: UserTokens;
  /** Origins of pages that may request prompts, such as `https://app.example.com`. */
  appOrigins: readonly string[];
  /** Interval at which pages poll for prompts. Raise it in an incident. */
  promptPollSeconds: number;
}

/** Settings of one connector. */
export interface ConnectorSettings {
  /** Accepted secrets, or `user:password`, of its webhook; several during a rotation. */
  secrets: readonly string[];
  /** The mode whose events are accepted, for connectors with a test mode. */
  mode: 'live' | 'test' | 'any';
}

/** Shared secrets by `kid`, or public keys at a URL. */
export type UserTokens = { issuer: string; audience: string } & (
  | { algorithm: 'HS256'; secrets: Readonly<Record<string, string>> }
  | { algorithm: 'EdDSA' | 'RS256' | 'ES256'; keysUrl: string }
);
