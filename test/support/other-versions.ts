import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { Project } from '../../engine/build/build-project.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { contentHash } from '../../engine/journey/content-hash.ts';

/** An email of the shipped template, on a day. */
export const mail = (template: string, day: number, more: Partial<Extract<Step, { kind: 'email' }>> = {}): Step => ({
  kind: 'email',
  id: template,
  template,
  to: { roles: ['admin'] },
  data: {},
  at: { kind: 'day', day },
  ...more,
});

interface Changed {
  copy?: Readonly<Record<string, string>>;
  sendAt?: string;
}

/** The shipped project with onboarding alone, of these steps, `copy` having replaced what the template of that id says. */
export const onboardingOf = (
  shipped: Project,
  steps: readonly Step[],
  { copy = {}, sendAt }: Changed = {},
): Project => {
  const onboarding = shipped.journeys.find(({ definition }) => definition.id === 'onboarding')?.definition;
  if (!onboarding) throw new Error('There is no onboarding.');
  const templates = shipped.templates.map(each =>
    copy[each.id] ? { ...each, hash: newHash(each.hash, copy[each.id]) } : each,
  );
  const policy = { ...onboarding.policy, ...(sendAt && { sendAt }) };
  const definition: JourneyDefinition = {
    ...onboarding,
    policy,
    steps,
    hash: contentHash([steps, policy, copy]),
  };
  return {
    ...shipped,
    templates,
    compiled: new Map(
      shipped.templates.map(({ id, hash }) => {
        const locales = new Map(shipped.compiled.get(hash));
        const english = locales.get('en');
        const subject = copy[id];
        if (!subject || !english) return [hash, locales];
        return [newHash(hash, subject), new Map([['en', { ...english, subject }]])];
      }),
    ),
    journeys: [{ file: 'onboarding.ts', definition, machine: compileJourney(definition, templates) }],
  };
};

const newHash = (hash: string, words: string | undefined): string => contentHash([hash, words ?? '']);
