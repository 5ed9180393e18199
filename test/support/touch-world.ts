import type { Change } from '../../engine/account/change.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { connectorEnvironment, connectorSettings } from '../../engine/adapters/aws/connector-settings.ts';
import { ownSecrets } from '../../engine/channels/own-secrets.ts';
import type { CompiledTemplate } from '../../engine/definition/compiled-template.ts';
import type { Playbook } from '../../engine/definition/playbook.ts';
import type { Pool } from '../../engine/definition/pool.ts';
import type { Csm } from '../../engine/definition/team.ts';
import type { TemplateInfo } from '../../engine/definition/template.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import type { Alarm } from '../../engine/ports/alarms.ts';
import type { Measurement } from '../../engine/ports/metrics.ts';
import type { AllPorts, Mail } from '../../engine/ports/ports.ts';
import type { RestOfSweep } from '../../engine/ports/sweep-queue.ts';
import { storedIn, type TestStore, timelineIn } from './stored.ts';
import { now } from './touch.ts';

/** Everything a step's service reaches: a real account store, and outboxes in the place of the world. */
export interface TouchWorld {
  ports: AllPorts;
  mails: Mail[];
  posts: { destination: string; body: unknown; key: string }[];
  published: DomainEvent[];
  /** Dead-lettered events. */
  givenUp: DomainEvent[];
  /** What sweeps left to the next invocation. */
  handedOver: RestOfSweep[];
  alarms: Alarm[];
  measured: Measurement[];
  paused: Set<string>;
  /** Journeys that are closed to new enrollments. */
  closed: Set<string>;
  /** Switches that were set. */
  switched: [name: string, value: string][];
  /** Events that versions before this one listen to. */
  listened: Set<string>;
  clock: { at: Instant };
  /** What the mail service answers; by default it accepts. */
  onMail: (mail: Mail) => void | Promise<void>;
  onPost: () => void;
  team: Csm[];
  pools: Pool[];
  playbooks: Playbook[];
  infos: TemplateInfo[];
  bus: { bus: string; type: string; detail: object }[];
  templates: Map<string, CompiledTemplate>;
  given(changes: readonly Change[]): Promise<void>;
  later(seconds: number): void;
  timeline(): Promise<TimelineLine[]>;
}

export const touchWorld = (store: TestStore, account = 'acme'): TouchWorld => {
  const clock = { at: now };
  const { countTry: _, records: __, ...stored } = storedIn(store, { now: () => clock.at });
  const { accounts } = stored;
  const tries = new Map<string, number>();
  const contentOf = (hash: string) =>
    [...world.templates].flatMap(([name, template]) => (name.split('/')[0] === hash ? [template] : []));
  const world: TouchWorld = {
    mails: [],
    posts: [],
    published: [],
    givenUp: [],
    paused: new Set(),
    closed: new Set(),
    switched: [],
    listened: new Set(),
    clock,
    onMail: () => {},
    onPost: () => {},
    team: [],
    pools: [],
    playbooks: [],
    handedOver: [],
    alarms: [],
    measured: [],
    infos: [],
    bus: [],
    templates: new Map([['h1', aTemplate()]]),
    given: changes => accounts.commit(account, changes),
    later: seconds => {
      clock.at = plusSeconds(clock.at, seconds);
    },
    timeline: () => timelineIn(store, account),
    ports: {
      clock: { now: () => clock.at },
      ...stored,
      bus: { put: async (bus, type, detail) => void world.bus.push({ bus, type, detail }) },
      controls: { ...stored.controls, listenTo: async () => {}, listenedEvents: async () => world.listened },
      activeEnrollments: async function* (journey) {
        const { enrollments } = await accounts.snapshot(account);
        yield enrollments.filter(each => each.journey === journey && each.status === 'active');
      },
      accountList: { all: async function* () {}, find: unused },
      journeyCounts: { sums: unused, counted: unused, routes: unused },
      machines: { start: unused, resume: unused, interrupt: unused },
      switches: {
        read: async () => ({ everything: false, classes: new Set(), journeys: world.paused, closed: world.closed }),
        set: async (name, value) => {
          world.switched.push([name, value]);
          const [, journey] = /^journey\/(.+)$/.exec(name) ?? [];
          if (journey && value.startsWith('paused')) world.paused.add(journey);
          if (journey && value.startsWith('running')) world.paused.delete(journey);
          const [, entry] = /^entry\/(.+)$/.exec(name) ?? [];
          if (entry && value === 'closed') world.closed.add(entry);
          if (entry && value === 'open') world.closed.delete(entry);
        },
      },
      queue: {
        publish: async event => void world.published.push(event),
        publishAll: async events => void world.published.push(...events),
      },
      deadLetters: {
        countTry: async ({ id }) => {
          tries.set(id, (tries.get(id) ?? 0) + 1);
          return tries.get(id) ?? 0;
        },
        giveUp: async ({ body }) => void world.givenUp.push(JSON.parse(body)),
      },
      sweeps: { goOn: async rest => void world.handedOver.push(rest) },
      metrics: { add: measurement => void world.measured.push(measurement) },
      alarms: { raise: async alarm => void world.alarms.push(alarm) },
      mailer: {
        send: async mail => {
          await world.onMail(mail);
          world.mails.push(mail);
          return { messageId: `m${world.mails.length}` };
        },
        isBusy: () => false,
      },
      crm: () => ({ create: unused, find: unused, update: unused }),
      promptContents: { keep: async () => {}, read: async hash => contentOf(hash) },
      suppressionList: { pages: async function* () {} },
      poster: {
        post: async (destination, body, key) => {
          world.onPost();
          world.posts.push({ destination: `${destination.kind}:${destination.name}`, body, key });
        },
      },
      build: {
        journeys: unused,
        itineraries: async () => [],
        journeySizes: async () => [],
        catalog: unused,
        team: async () => world.team,
        pools: async () => world.pools,
        playbooks: async () => world.playbooks,
        templates: async () => world.infos,
        template: async (hash, locales) => {
          const found = world.templates.get(`${hash}/${locales[0]}`) ?? world.templates.get(hash);
          if (!found) throw new Error(`no template ${hash}`);
          return found;
        },
        translations: async hash => contentOf(hash),
        samples: async () => ({}),
        picture: async () => undefined,
      },
      csmTokens: undefined,
      userTokens: undefined,
      settings: {
        consoleOrigin: 'https://console.example',
        publicUrl: 'https://tasks.example',
        tokenSecrets: ['secret'],
        channelSecrets: ownSecrets,
        connectors: connectorSettings(connectorEnvironment.parse({})),
        writeKeys: [],
        webhookSecrets: [],
        browserKeys: [],
        browserCallsPerHour: 20_000,
        configurationSetPrefix: 'test',
        taskSinks: {},
        appOrigins: [],
        promptPollSeconds: 120,
      },
    },
  };
  return world;
};

export const aTemplate = (more: Partial<CompiledTemplate> = {}): CompiledTemplate => ({
  id: 'welcome',
  locale: 'en',
  channel: 'email',
  subject: "Welcome, {{ contact.firstName | default: 'there' }}",
  html: '<p>Hello {{ account.name }}</p>',
  text: 'Hello {{ account.name }}',
  ...more,
});

const unused = () => Promise.reject(new Error('not used by touches'));
