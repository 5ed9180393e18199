import type { CatalogData } from '../../engine/definition/catalog.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { ExecutionInput } from '../../engine/definition/step-call.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import type { TestStore } from './stored.ts';
import { aPolicy } from './touch.ts';
import { type TouchWorld, touchWorld } from './touch-world.ts';

export const catalog: CatalogData = {
  events: {
    'Account Created': { fields: { plan: 'string' } },
    'Project Created': { fields: {} },
    'Survey Responded': { fields: { survey: 'string', score: 'number' } },
  },
  features: { projects: 'Project Created' },
  accountAttributes: {
    name: 'string',
    plan: 'string',
    arr: 'number',
    timezone: 'string',
    owner: 'string',
    renewalAt: 'string',
    stripeCustomerId: 'string',
  },
  dateAttributes: ['renewalAt'],
  contactAttributes: { email: 'string', emailVerified: 'boolean', name: 'string', role: 'string', timezone: 'string' },
  roles: ['admin', 'billing'],
  topics: {
    'product-guidance': {
      class: 'lifecycle',
      title: { en: 'Product guidance', de: 'Tipps zum Produkt' },
      description: { en: 'How to get more out of it.', de: 'Wie Sie mehr daraus machen.' },
    },
    news: { class: 'marketing', title: { en: 'News' }, description: { en: 'What is new.' } },
  },
  topicsVersion: 'v1',
  sender: aPolicy().sender,
};

export interface RouteWorld extends TouchWorld {
  account: string;
  started: ExecutionInput[];
  /** Ends of waits: the token, and the error or `resumed`. */
  ended: { token: string; by: string; cause?: Record<string, string> }[];
  ports: AllPorts;
}

/** Everything routing reaches: a real account store, journeys, and state machines that only remember. */
export const routeWorld = (store: TestStore, account: string, journeys: readonly JourneyDefinition[]): RouteWorld => {
  const touch = touchWorld(store, account);
  const started: ExecutionInput[] = [];
  const ended: RouteWorld['ended'] = [];
  return {
    ...touch,
    account,
    started,
    ended,
    ports: {
      ...touch.ports,
      machines: {
        start: async (_, input) => {
          if (!started.some(each => each.enrollment === input.enrollment)) started.push(input);
          return 'started';
        },
        resume: async token => end({ token, by: 'resumed' }),
        interrupt: async (token, error, cause) => end({ token, by: error, cause }),
      },
      build: { ...touch.ports.build, journeys: async () => journeys, catalog: async () => catalog },
      settings: {
        ...touch.ports.settings,
        connectors: {
          ...touch.ports.settings.connectors,
          stripe: { secrets: ['whsec_old', 'whsec_new'], mode: 'live' },
          paddle: { secrets: ['pdl_old', 'pdl_new'], mode: 'any' },
          chargebee: { secrets: ['chargebee:old-password-of-16', 'chargebee:new-password-of-16'], mode: 'any' },
        },
        writeKeys: ['key-1'],
        webhookSecrets: ['the secret of old', 'the secret of new'],
        browserKeys: ['page-1'],
      },
    },
  };

  // A token ends one wait, once.
  async function end(ending: RouteWorld['ended'][number]): Promise<boolean> {
    if (ended.some(({ token }) => token === ending.token)) return false;
    ended.push(ending);
    return true;
  }
};
