import { resolve } from 'node:path';
import * as z from 'zod';
import { ownSecrets } from '../../channels/own-secrets.ts';
import type { Settings } from '../../ports/settings.ts';
import type { TaskSinks } from '../../ports/sinks.ts';
import { knownSinks, sinkSettings } from '../../sinks/sinks.ts';
import { commaList } from './comma-list.ts';
import { connectorEnvironment, connectorSettings } from './connector-settings.ts';
import { httpsAddress } from './https-address.ts';

/** Settings of the adapters alone. */
export interface AwsSettings extends Settings {
  table: string;
  eventsQueueUrl: string;
  /** Dead-letter queue of events. */
  deadEventsQueueUrl: string;
  sweepQueueUrl: string;
  /** The Firehose stream that archives events; without it they are not archived. */
  archive?: string;
  /** Queue of notices about tasks; only needed if there are sinks. */
  noticesQueueUrl?: string;
  /** The ARN of a journey's state machine is this prefix plus the journey's id. */
  machineArnPrefix: string;
  /** Where `journeys.json`, `catalog.json`, `team.json` and `templates/` are. */
  buildDirectory: string;
  destinations: Destinations;
  /** Receives every mail in place of its recipient. */
  testInbox?: string;
  /** Where the kill switches are in Parameter Store. */
  switchesPath: string;
}

/** Destinations by the names that journeys use; journeys never contain their addresses. */
export type Destinations = z.infer<typeof destinations>;

export type Environment = Readonly<Record<string, string | undefined>>;

export class SettingsInvalid extends Error {
  override readonly name = 'SettingsInvalid';
  readonly fix = 'Correct these variables of the environment, or remove those that are unknown.';
}

/** @throws SettingsInvalid, which names every invalid variable but quotes no values, because most are secrets */
export const readSettings = (env: Environment): AwsSettings => {
  const { data, error } = environment.safeParse(env);
  const connectors = connectorEnvironment.safeParse(env);
  const issues = [...(error?.issues ?? []), ...(connectors.error?.issues ?? [])];
  const problems = [...unknownVariables(env), ...issues.map(problemOf)];
  if (!data || !connectors.data || problems.length > 0) {
    throw new SettingsInvalid(
      ['Daymark cannot start with this environment:', ...problems.map(each => `  ${each}`)].join('\n'),
    );
  }
  return {
    get tokenSecrets() {
      // Only functions that sign or check links have it.
      if (data.DAYMARK_TOKEN_SECRET !== undefined) return data.DAYMARK_TOKEN_SECRET;
      throw new SettingsInvalid(
        'DAYMARK_TOKEN_SECRET is missing: give it to this function in engine/wiring/functions.ts',
      );
    },
    table: data.DAYMARK_TABLE,
    eventsQueueUrl: data.DAYMARK_EVENTS_QUEUE_URL,
    deadEventsQueueUrl: data.DAYMARK_DEAD_EVENTS_QUEUE_URL,
    sweepQueueUrl: data.DAYMARK_SWEEP_QUEUE_URL,
    ...(data.DAYMARK_ARCHIVE && { archive: data.DAYMARK_ARCHIVE }),
    ...(data.DAYMARK_NOTICES_QUEUE_URL && { noticesQueueUrl: data.DAYMARK_NOTICES_QUEUE_URL }),
    taskSinks: data.DAYMARK_TASK_SINKS,
    ...(data.DAYMARK_TASK_URL && { taskUrl: data.DAYMARK_TASK_URL }),
    ...(data.DAYMARK_CONSOLE_ORIGIN && { consoleOrigin: data.DAYMARK_CONSOLE_ORIGIN }),
    machineArnPrefix: data.DAYMARK_MACHINE_ARN_PREFIX,
    buildDirectory: resolve(data.LAMBDA_TASK_ROOT ?? '', data.DAYMARK_BUILD),
    publicUrl: data.DAYMARK_PUBLIC_URL,
    connectors: connectorSettings(connectors.data),
    channelSecrets: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (isOwn(name) && value ? [[name, value]] : [])),
    ),
    writeKeys: data.DAYMARK_WRITE_KEYS,
    webhookSecrets: data.DAYMARK_WEBHOOK_SECRETS,
    browserKeys: data.DAYMARK_BROWSER_KEYS,
    browserCallsPerHour: data.DAYMARK_BROWSER_CALLS_PER_HOUR,
    ...(data.DAYMARK_CALLS_PER_HOUR && { callsPerHour: data.DAYMARK_CALLS_PER_HOUR }),
    configurationSetPrefix: data.DAYMARK_CONFIGURATION_SET_PREFIX,
    destinations: data.DAYMARK_DESTINATIONS,
    switchesPath: data.DAYMARK_SWITCHES_PATH,
    ...(data.DAYMARK_MAIL_TO !== 'customers' && { testInbox: data.DAYMARK_MAIL_TO }),
    ...(data.DAYMARK_CSM_TOKENS && { csmTokens: data.DAYMARK_CSM_TOKENS }),
    ...(data.DAYMARK_USER_TOKENS && { userTokens: data.DAYMARK_USER_TOKENS }),
    appOrigins: data.DAYMARK_APP_ORIGINS,
    promptPollSeconds: data.DAYMARK_PROMPT_POLL_SECONDS,
  };
};

const text = (pattern: RegExp, meaning: string) =>
  z.string(`is missing: set it to ${meaning}`).regex(pattern, `must be ${meaning}`);

const url = (meaning: string) =>
  z
    .string(`is missing: set it to ${meaning}`)
    .refine(value => /^https?:/.test(value) && URL.canParse(value), `must be ${meaning}`)
    .transform(value => value.replace(/\/+$/, ''));

const destinations = z.strictObject(
  {
    slack: z.record(z.string(), z.strictObject({ url: httpsAddress })).default({}),
    slackApp: z.unknown().optional(),
    webhook: z
      .record(
        z.string(),
        z.strictObject({
          url: httpsAddress,
          secret: z.string('is missing').min(16, 'must have 16 characters or more'),
        }),
      )
      .default({}),
    // Settings of a CRM's client are checked by the client.
    hubspot: z.record(z.string(), z.unknown()).optional(),
    salesforce: z.record(z.string(), z.unknown()).optional(),
  },
  {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? 'knows only "slack", "slackApp", "webhook", "hubspot" and "salesforce"'
        : undefined,
  },
);

const sinkName = z.string('must be a name').min(1, 'must not be empty').exactOptional();

const taskSinks = z.strictObject(
  Object.fromEntries(sinkSettings.map(name => [name, sinkName])) as Record<keyof TaskSinks, typeof sinkName>,
  { error: issue => (issue.code === 'unrecognized_keys' ? knownSinks : undefined) },
);

const csmTokens = z.strictObject(
  {
    issuer: z.string('is missing').min(1, 'must not be empty'),
    audience: z.string('is missing').min(1, 'must not be empty'),
    keysUrl: httpsAddress,
  },
  {
    error: issue => (issue.code === 'unrecognized_keys' ? 'knows only "issuer", "audience" and "keysUrl"' : undefined),
  },
);

const named = { issuer: z.string('is missing').min(1), audience: z.string('is missing').min(1) };

/** `null` refuses every token. HS256 needs a secret as long as its hash (RFC 7518, section 3.2). */
const userTokens = z.discriminatedUnion('algorithm', [
  z.strictObject({
    ...named,
    algorithm: z.literal('HS256'),
    secrets: z
      .record(z.string(), z.string().min(32, 'must have 32 characters or more'))
      .refine(secrets => Object.keys(secrets).length > 0, 'must hold a secret by its kid'),
  }),
  z.strictObject({ ...named, algorithm: z.enum(['EdDSA', 'RS256', 'ES256']), keysUrl: httpsAddress }),
]);

const origin = z
  .string()
  .refine(
    value => URL.canParse(value) && new URL(value).origin === value,
    'must be origins like https://app.example.com',
  );

const number = (least: number, most: number, what: string) =>
  z
    .string()
    .transform(Number)
    .refine(
      value => Number.isInteger(value) && value >= least && value <= most,
      `must be ${what} from ${least} to ${most}`,
    );

/** The first secret signs. The others are older ones, whose links must still work. */
const signingSecrets = text(
  /^[^,]{16,}(,[^,]{16,})*$/s,
  '16 characters or more that sign the links in mails',
).transform((value): [string, ...string[]] => {
  const [first = '', ...others] = value.split(',').map(each => each.trim());
  return [first, ...others];
});

const json = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const environment = z.object({
  DAYMARK_TABLE: text(/^[A-Za-z0-9_.-]{3,255}$/, 'the name of the DynamoDB table'),
  DAYMARK_EVENTS_QUEUE_URL: text(/^https?:\/\/.+\.fifo$/, 'the URL of the FIFO queue of events'),
  DAYMARK_DEAD_EVENTS_QUEUE_URL: text(/^https?:\/\/.+\.fifo$/, 'the URL of the FIFO queue of dead events'),
  DAYMARK_ARCHIVE: text(/^[A-Za-z0-9_.-]{1,64}$/, 'the name of the delivery stream that keeps events').optional(),
  DAYMARK_NOTICES_QUEUE_URL: text(/^https?:\/\/./, 'the URL of the queue of notices about tasks').optional(),
  DAYMARK_TASK_SINKS: json.pipe(taskSinks).default({}),
  DAYMARK_TASK_URL: text(/^https?:\/\/.*\{task\}/, 'the address of a task, with {task} for its id').optional(),
  DAYMARK_SWEEP_QUEUE_URL: text(/^https?:\/\/./, 'the URL of the queue by which the sweep goes on'),
  DAYMARK_MACHINE_ARN_PREFIX: text(/^arn:/, 'the ARN of the state machines up to the journey id'),
  /** Lambda sets this to the folder of the unpacked function. */
  DAYMARK_BUILD: text(/./, 'the directory that the build wrote'),
  LAMBDA_TASK_ROOT: z.string().optional(),
  DAYMARK_PUBLIC_URL: url('the https address of the public pages'),
  DAYMARK_TOKEN_SECRET: signingSecrets.optional(),
  DAYMARK_SECRETS: z.string().optional(),
  DAYMARK_MAIL_TO: text(
    /^(customers|[^@\s]+@[^@\s]+)$/,
    '"customers", or the address of a test inbox that gets all mail instead',
  ),
  DAYMARK_WRITE_KEYS: commaList.default([]),
  DAYMARK_WEBHOOK_SECRETS: commaList
    .refine(all => all.every(each => each.length >= 16), 'must be secrets of 16 characters or more')
    .default([]),
  DAYMARK_BROWSER_KEYS: commaList.default([]),
  DAYMARK_BROWSER_CALLS_PER_HOUR: number(2_500, 1_000_000_000, 'a number of calls').default(20_000),
  DAYMARK_CONFIGURATION_SET_PREFIX: text(
    /^[A-Za-z0-9_-]{1,50}$/,
    'the beginning of the names of the SES configuration sets',
  ),
  DAYMARK_SWITCHES_PATH: text(/^(\/[\w.-]+){1,13}$/, 'the path of the kill switches in Parameter Store'),
  DAYMARK_DESTINATIONS: json.pipe(destinations).default({ slack: {}, webhook: {} }),
  DAYMARK_CSM_TOKENS: json.pipe(csmTokens).optional(),
  DAYMARK_USER_TOKENS: json.pipe(userTokens.nullable()).optional(),
  DAYMARK_APP_ORIGINS: commaList.pipe(z.array(origin)).default([]),
  DAYMARK_CONSOLE_ORIGIN: text(/^https?:\/\/./, 'the origin of the console').optional(),
  DAYMARK_CALLS_PER_HOUR: number(2_500, 1_000_000_000, 'a number of calls').optional(),
  DAYMARK_PROMPT_POLL_SECONDS: number(30, 3_600, 'a number of seconds').default(120),
});

const isOwn = (name: string): boolean => Object.hasOwn(ownSecrets, name);

const unknownVariables = (env: Environment): string[] =>
  Object.keys(env)
    .filter(
      name =>
        name.startsWith('DAYMARK_') &&
        !name.startsWith('DAYMARK_TEST_') &&
        !(name in environment.shape) &&
        !(name in connectorEnvironment.shape) &&
        !isOwn(name),
    )
    .map(name => `${name} is unknown: correct its name or remove it`);

const problemOf = ({ path: [variable, ...within], message }: z.core.$ZodIssue): string =>
  [String(variable), ...(within.length > 0 ? [`(${within.join('.')})`] : []), message].join(' ');
