import { compileJourney } from '../engine/asl/compile-journey.ts';
import type { Project } from '../engine/build/build-project.ts';
import type { CompiledTemplate } from '../engine/definition/compiled-template.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import type { TemplateInfo } from '../engine/definition/template.ts';
import { arbitraryTemplates } from '../test/journey/arbitrary-journey.ts';
import { catalog } from '../test/journey/plain-journey.ts';
import { offerTemplate } from './contest.ts';

/** A built project of these journeys, with the templates that they use. */
export const caseProject = (definitions: readonly JourneyDefinition[]): Project => {
  const templates = [...arbitraryTemplates, offerTemplate].map(
    (template): TemplateInfo => ({ ...template, hash: `hash-of-${template.id}` }),
  );
  return {
    journeys: definitions.map(definition => ({
      file: `${definition.id}.ts`,
      definition,
      machine: compileJourney(definition, templates),
    })),
    catalog: {
      ...catalog,
      accountAttributes: { ...catalog.accountAttributes, name: 'string', owner: 'string', stripeCustomerId: 'string' },
      contactAttributes: { ...catalog.contactAttributes, name: 'string' },
    },
    team: [{ id: 'maya', name: 'Maya', email: 'maya@acme.example' }],
    templates,
    compiled: new Map(templates.map(({ id, hash, channel }) => [hash, new Map([['en', contentOf(id, channel)]])])),
    pools: [{ id: 'growth', members: ['maya'], capacity: 5 }],
    samples: {},
    playbooks: [],
    problems: [],
    playbookProblems: [],
    diagnostics: [],
    faults: [],
  };
};

const contentOf = (id: string, channel: 'email' | 'prompt'): CompiledTemplate => ({
  id,
  locale: 'en',
  channel,
  subject: id,
  html: `<p>${id}</p>`,
  text: id,
  ...(channel === 'prompt' && {
    prompt: { kind: 'banner', placement: 'top', dismissible: true, priority: 50, actions: [] },
  }),
});
