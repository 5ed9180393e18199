import * as z from 'zod';
import type { TaskSinks } from '../engine/ports/sinks.ts';
import { sinkSettings } from '../engine/sinks/sinks.ts';

/** Deployments of Daymark, in one AWS account or several. */
export const environments = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof environments)[number];

/** The settings of one environment in `cdk.json`, with defaults filled in. */
export type Configuration = z.infer<typeof settings> & { environment: EnvironmentName };

/** All problems in `cdk.json` at once. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
  /** `cdk synth` prints the stack of uncaught errors; here the message says enough. */
  override readonly stack = `${this.name}: ${this.message}`;
}

/**
 * @param given context `daymark` of cdk.json: settings by environment
 * @param environment context `environment`; default: `dev`
 * @param senders addresses that the journeys' policies send from
 * @throws ConfigurationInvalid
 */
export const readConfiguration = (
  given: unknown,
  environment: unknown = 'dev',
  senders: readonly string[] = [],
): Configuration => {
  const name = z.enum(environments).safeParse(environment);
  if (!name.success) throw invalid([`environment must be one of ${environments.join(', ')}: cdk -c environment=prod`]);
  const { data, error } = z.looseObject({}).safeParse(given ?? {});
  const own = settings.safeParse(data?.[name.data] ?? {});
  const unknown = Object.keys(data ?? {}).filter(each => !environments.some(known => known === each));
  const problems = [
    ...(error ? ['daymark must be an object'] : []),
    ...unknown.map(each => `daymark.${each} is unknown: environments are ${environments.join(', ')}`),
    ...(own.error?.issues ?? []).map(({ path, message }) => `daymark.${[name.data, ...path].join('.')} ${message}`),
    ...(own.data ? foreignSenders(own.data, senders).map(each => `daymark.${name.data}.mail.domain ${each}`) : []),
  ];
  if (!own.data || problems.length > 0) throw invalid(problems);
  return { environment: name.data, ...own.data };
};

const invalid = (problems: readonly string[]) =>
  new ConfigurationInvalid(['cdk.json is not right:', ...problems.map(each => `  ${each}`)].join('\n'));

/** Senders outside the configured domain, which SES would refuse. */
const foreignSenders = ({ mail: { live, domain } }: z.infer<typeof settings>, senders: readonly string[]): string[] =>
  senders
    .map(sender => /@([^\s>]+)>?$/.exec(sender)?.[1]?.toLowerCase() ?? sender)
    .filter(host => live && host !== domain && !host.endsWith(`.${domain}`))
    .map(host => `must cover ${host}, which journeys/policy.ts sends from`);

const hostname = z
  .string('must be a domain name')
  .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain name in lower case');
const address = z.string('must be an address').regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'must be an address of mail');
const amount = (least: number, most: number) =>
  z
    .int(`must be a number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const mail = z
  .strictObject({
    /** Mail goes to customers. Until then a test inbox gets all of it. */
    live: z.boolean('must be true or false').default(false),
    /** The domain, or parent of the domains, that mail comes from: SES shows the DKIM records to publish. */
    domain: hostname.optional(),
    testInbox: address.optional(),
  })
  .superRefine(({ live, domain, testInbox }, context) => {
    const need = (name: string, why: string) =>
      context.addIssue({ code: 'custom', path: [name], message: `is missing: ${why}` });
    if (live && !domain) need('domain', 'live mail needs a domain that SES has verified');
    if (!live && !testInbox) need('testInbox', 'it gets all mail until mail.live is true');
  });

const settings = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, 'must have 12 digits')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region like eu-central-1')
    .optional(),
  mail: mail.prefault({}),
  /** Domain name of pages and API, with a certificate in its region. Default: the API's own domain. */
  domain: z
    .strictObject({ name: hostname, certificateArn: z.string().startsWith('arn:', 'must be an ARN') })
    .optional(),
  /** Domain name of the console, with a certificate in us-east-1. Default: CloudFront's own domain. */
  consoleDomain: z
    .strictObject({
      name: hostname,
      certificateArn: z.string().regex(/^arn:[^:]+:acm:us-east-1:/, 'must be the ARN of a certificate in us-east-1'),
    })
    .optional(),
  /** A web ACL of WAF; adds a CloudFront distribution in front of the API. */
  webAclArn: z
    .string()
    .regex(/^arn:[^:]+:wafv2:us-east-1:/, 'must be the ARN of a web ACL in us-east-1')
    .optional(),
  /** Origins of the pages that show prompts. */
  appOrigins: z
    .array(z.string().regex(/^https:\/\/[^/]+$/, 'must be an origin like https://app.example.com'))
    .default([]),
  /** URL of a task for digests, with `{task}` for its id. Default: the console. */
  taskUrl: z
    .string()
    .regex(/^https:\/\/.*\{task\}/, 'must be an address like https://app.example.com/tasks/{task}')
    .optional(),
  /** Destinations that tasks are sent to, by sink, or an event bus; `answers`: a webhook for survey comments. */
  taskSinks: z
    .strictObject(
      Object.fromEntries(
        sinkSettings.map(name => [name, z.string('must be a name').min(1).optional()] as const),
      ) as Record<keyof TaskSinks, z.ZodOptional<z.ZodString>>,
    )
    .default({}),
  /** Sustained rate of API requests; `requestsAtOnce`: burst. */
  requestsPerSecond: amount(1, 10_000).default(100),
  requestsAtOnce: amount(1, 5_000).default(200),
  /** Hourly limit of calls per write key, which costs a write per request. Default: none. */
  callsPerHour: amount(2_500, 1_000_000_000).optional(),
  /** Public write keys for the browser libraries in pages. */
  browserKeys: z
    .array(z.string().regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, dashes or underscores'))
    .default([]),
  /** Hourly limit of calls per browser key; what is above it is answered with 429. */
  browserCallsPerHour: amount(2_500, 1_000_000_000).default(20_000),
  /** Sustained requests per second from pages, for each kind of call. */
  browserRequestsPerSecond: amount(1, 10_000).default(50),
  /** Interval at which pages poll for prompts, in seconds. */
  promptPollSeconds: amount(30, 3_600).default(120),
  /** Reserved concurrency for sending touches. Default: none, because a new AWS account has no capacity to reserve. */
  deliveriesAtOnce: amount(1, 1_000).optional(),
  /** How long accepted events are archived, in days, without names and addresses. */
  eventDays: amount(1, 3_650).default(761),
  logDays: z.union([1, 3, 5, 7, 14, 30, 60, 90, 180, 365, 731].map(days => z.literal(days))).default(30),
  /** Share of invocations that X-Ray traces, beyond the first of each second. */
  traced: z.number().min(0).max(1, 'must be a share from 0 to 1').default(0.05),
  /** Addresses that alarms and the budget notify. */
  alarmsTo: z.array(address).default([]),
  /** Monthly budget in US dollars for everything tagged as Daymark. */
  monthlyBudget: amount(1, 1_000_000).default(50),
});
