import { expect, test } from 'vitest';
import { readSettings } from '../../engine/adapters/aws/settings.ts';
import { connectorNames } from '../../engine/connectors/connector-of.ts';

const environment = {
  PATH: '/usr/bin',
  DAYMARK_TABLE: 'daymark',
  DAYMARK_EVENTS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/daymark-events.fifo',
  DAYMARK_SWEEP_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/daymark-sweep',
  DAYMARK_DEAD_EVENTS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/events-dead.fifo',
  DAYMARK_MACHINE_ARN_PREFIX: 'arn:aws:states:us-east-1:1:stateMachine:daymark-',
  LAMBDA_TASK_ROOT: '/var/task',
  DAYMARK_BUILD: 'build',
  DAYMARK_PUBLIC_URL: 'https://acme.example/',
  DAYMARK_TOKEN_SECRET: 'sixteen characters',
  DAYMARK_STRIPE_SECRETS: 'whsec_new, whsec_old',
  DAYMARK_STRIPE_MODE: 'test',
  DAYMARK_PADDLE_SECRETS: 'pdl_1',
  DAYMARK_CHARGEBEE_CREDENTIALS: 'chargebee:sixteen characters',
  DAYMARK_WRITE_KEYS: 'key',
  DAYMARK_CONFIGURATION_SET_PREFIX: 'daymark',
  DAYMARK_SWITCHES_PATH: '/daymark/switches',
  DAYMARK_MAIL_TO: 'inbox@acme.example',
  DAYMARK_DESTINATIONS: JSON.stringify({
    slack: { sales: { url: 'https://hooks.slack.com/services/T0/B0/x' } },
    webhook: { crm: { url: 'http://127.0.0.1:8080/hook', secret: 'sixteen characters' } },
  }),
};

test('a good environment is read once and for all', () => {
  expect(readSettings(environment)).toEqual({
    table: 'daymark',
    eventsQueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/daymark-events.fifo',
    deadEventsQueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/events-dead.fifo',
    taskSinks: {},
    sweepQueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/daymark-sweep',
    machineArnPrefix: 'arn:aws:states:us-east-1:1:stateMachine:daymark-',
    buildDirectory: '/var/task/build',
    publicUrl: 'https://acme.example',
    tokenSecrets: ['sixteen characters'],
    channelSecrets: {},
    connectors: {
      ...Object.fromEntries(connectorNames.map(name => [name, { secrets: [], mode: 'any' }])),
      stripe: { secrets: ['whsec_new', 'whsec_old'], mode: 'test' },
      paddle: { secrets: ['pdl_1'], mode: 'any' },
      chargebee: { secrets: ['chargebee:sixteen characters'], mode: 'any' },
    },
    writeKeys: ['key'],
    webhookSecrets: [],
    browserKeys: [],
    browserCallsPerHour: 20_000,
    configurationSetPrefix: 'daymark',
    switchesPath: '/daymark/switches',
    testInbox: 'inbox@acme.example',
    destinations: {
      slack: { sales: { url: 'https://hooks.slack.com/services/T0/B0/x' } },
      webhook: { crm: { url: 'http://127.0.0.1:8080/hook', secret: 'sixteen characters' } },
    },
    appOrigins: [],
    promptPollSeconds: 120,
  });
});

test('tokens of users are checked by shared secrets, or by public keys, or by nothing', () => {
  const users = (tokens: unknown) =>
    readSettings({ ...environment, DAYMARK_USER_TOKENS: JSON.stringify(tokens) }).userTokens;
  const by = { issuer: 'app', audience: 'daymark' };
  const shared = { ...by, algorithm: 'HS256', secrets: { k1: 'a secret of thirty-two characters' } };
  expect(users(shared)).toEqual(shared);
  const published = { ...by, algorithm: 'EdDSA', keysUrl: 'https://app.example/keys' };
  expect(users(published)).toEqual(published);
  expect(users(null)).toBeUndefined();
  for (const wrong of [
    { ...shared, algorithm: 'none' },
    { ...shared, secrets: {} },
    { ...shared, secrets: { k1: 'short' } },
    { ...published, keysUrl: 'http://app.example/keys' },
  ])
    expect(() => users(wrong)).toThrow(/DAYMARK_USER_TOKENS/);
});

test('origins are origins, and pages do not ask every second', () => {
  const { appOrigins, promptPollSeconds } = readSettings({
    ...environment,
    DAYMARK_APP_ORIGINS: 'https://app.example, http://localhost:3000',
    DAYMARK_PROMPT_POLL_SECONDS: '600',
  });
  expect([appOrigins, promptPollSeconds]).toEqual([['https://app.example', 'http://localhost:3000'], 600]);
  expect(problemsOf({ ...environment, DAYMARK_APP_ORIGINS: 'https://app.example/' })).toHaveLength(2);
  expect(problemsOf({ ...environment, DAYMARK_APP_ORIGINS: '*' })).toHaveLength(2);
  expect(problemsOf({ ...environment, DAYMARK_PROMPT_POLL_SECONDS: '1' })).toHaveLength(2);
  expect(problemsOf({ ...environment, DAYMARK_PROMPT_POLL_SECONDS: 'soon' })).toHaveLength(2);
});

test('a quota by write key holds the largest batch, and none counts where none is named', () => {
  expect(readSettings({ ...environment, DAYMARK_CALLS_PER_HOUR: '2500' }).callsPerHour).toBe(2_500);
  expect(readSettings(environment).callsPerHour).toBeUndefined();
  expect(problemsOf({ ...environment, DAYMARK_CALLS_PER_HOUR: '2499' })).toHaveLength(2);
});

test('lists and destinations may be absent: then nobody is let in, and nothing is posted', () => {
  const { DAYMARK_STRIPE_SECRETS, DAYMARK_PADDLE_SECRETS, DAYMARK_CHARGEBEE_CREDENTIALS, ...others } = environment;
  const { DAYMARK_STRIPE_MODE, DAYMARK_WRITE_KEYS, DAYMARK_DESTINATIONS, ...rest } = others;

  expect(readSettings(rest)).toMatchObject({
    connectors: {
      stripe: { secrets: [], mode: 'live' },
      paddle: { secrets: [], mode: 'any' },
      chargebee: { secrets: [], mode: 'any' },
    },
    writeKeys: [],
    webhookSecrets: [],
    browserKeys: [],
    browserCallsPerHour: 20_000,
    destinations: { slack: {}, webhook: {} },
  });
});

test('all problems are told at once, each by its variable', () => {
  expect(
    problemsOf({
      DAYMARK_PUBLIC_URL: 'acme',
      DAYMARK_TOKEN_SECRET: 'short',
      DAYMARK_CHARGEBEE_CREDENTIALS: 'user',
      DAYMARK_DESTINATIONS: '{',
    }),
  ).toEqual([
    'Daymark cannot start with this environment:',
    '  DAYMARK_TABLE is missing: set it to the name of the DynamoDB table',
    '  DAYMARK_EVENTS_QUEUE_URL is missing: set it to the URL of the FIFO queue of events',
    '  DAYMARK_DEAD_EVENTS_QUEUE_URL is missing: set it to the URL of the FIFO queue of dead events',
    '  DAYMARK_SWEEP_QUEUE_URL is missing: set it to the URL of the queue by which the sweep goes on',
    '  DAYMARK_MACHINE_ARN_PREFIX is missing: set it to the ARN of the state machines up to the journey id',
    '  DAYMARK_BUILD is missing: set it to the directory that the build wrote',
    '  DAYMARK_PUBLIC_URL must be the https address of the public pages',
    '  DAYMARK_TOKEN_SECRET must be 16 characters or more that sign the links in mails',
    '  DAYMARK_MAIL_TO is missing: set it to "customers", or the address of a test inbox that gets all mail instead',
    '  DAYMARK_CONFIGURATION_SET_PREFIX is missing: set it to the beginning of the names of the SES configuration sets',
    '  DAYMARK_SWITCHES_PATH is missing: set it to the path of the kill switches in Parameter Store',
    '  DAYMARK_DESTINATIONS must be JSON',
    '  DAYMARK_CHARGEBEE_CREDENTIALS must be user:password, with passwords of 16 characters or more',
  ]);
});

test('a variable that nobody reads is a misspelled one', () => {
  expect(problemsOf({ ...environment, DAYMARK_DESTINATION: '{}', DAYMARK_TEST_DYNAMODB: 'http://localhost' })).toEqual([
    'Daymark cannot start with this environment:',
    '  DAYMARK_DESTINATION is unknown: correct its name or remove it',
  ]);
});

test('a destination is told by its name, and neither its address nor its secret', () => {
  const DAYMARK_DESTINATIONS = JSON.stringify({
    slack: { sales: { url: 'http://hooks.example/secret-path' } },
    webhook: { crm: { url: 'https://crm.example/secret-path', secret: 'secret' } },
    teams: {},
  });

  const problems = problemsOf({ ...environment, DAYMARK_DESTINATIONS });

  expect(problems.slice(1)).toEqual([
    '  DAYMARK_DESTINATIONS (slack.sales.url) must be an https URL',
    '  DAYMARK_DESTINATIONS (webhook.crm.secret) must have 16 characters or more',
    '  DAYMARK_DESTINATIONS knows only "slack", "slackApp", "webhook", "hubspot" and "salesforce"',
  ]);
});

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
};
