import { expect, it } from 'vitest';
import { buildProject, type Project } from '../../engine/build/build-project.ts';
import { narrowProject } from '../../engine/build/narrow-project.ts';

const { catalog: whole, ...rest } = await buildProject({ journeys: 'journeys', templates: 'templates' });
/** Whether the shipped segments and stages read the score is not what is tested. */
const { segments: _segments, stages: _stages, ...catalog } = whole;
const project: Project = { ...rest, catalog };
const only = (of: Project, ...ids: string[]) => narrowProject(of, new Set(ids)).catalog.health;

it('scores health only where a journey reads the score', () => {
  expect(catalog.health).toBeDefined();
  expect(only(project, 'renewal')).toEqual(catalog.health);
  expect(only(project, 'payment-recovery', 'renewal')).toEqual(catalog.health);
  expect(only(project, 'payment-recovery')).toBeUndefined();
});

it('scores health where a stage reads the score', () => {
  const when = { kind: 'attribute', name: 'health', comparison: 'is', value: 'red' } as const;
  const stages = { version: '1', rules: [{ name: 'atRisk', when }] };
  expect(only({ ...project, catalog: { ...catalog, stages } }, 'payment-recovery')).toEqual(catalog.health);
});

it('scores health where a mail of the journey prints the score', () => {
  const compiled = new Map(
    [...project.compiled].map(([hash, locales]) => [
      hash,
      new Map([...locales].map(([locale, each]) => [locale, { ...each, text: '{{ account.healthScore }}' }])),
    ]),
  );
  expect(only({ ...project, compiled }, 'payment-recovery')).toEqual(catalog.health);
});
