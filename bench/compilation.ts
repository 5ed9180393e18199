import fc from 'fast-check';
import { checkAsl } from '../engine/asl/check-asl.ts';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import { renderAsl } from '../engine/asl/render-asl.ts';
import { buildProject } from '../engine/build/build-project.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import type { TemplateInfo } from '../engine/definition/template.ts';
import { arbitraryJourney, arbitraryTemplates } from '../test/journey/arbitrary-journey.ts';
import { type MeasuredFigure, median, type Part, timed } from './part.ts';

/** From definitions to checked ASL text: each shipped journey, and a thousand generated ones from a fixed seed. */
export const compilation: Part = async tell => {
  tell('the shipped journeys');
  const project = await timed(() => buildProject({ journeys: 'journeys', templates: 'templates' }));
  const figures: MeasuredFigure[] = both('the project, cold, templates included', project);

  tell('1,000 generated journeys');
  const generated = fc.sample(arbitraryJourney(), { numRuns: 1000, seed: 1 });
  const all = await timed(() => {
    for (const definition of generated) compileOnce(definition, arbitraryTemplates);
  });
  figures.push(...both('1,000 generated journeys', all));

  for (const { definition } of project.result.journeys) {
    const times: number[] = [];
    for (let run = 0; run < 50; run++) {
      times.push((await timed(() => compileOnce(definition, project.result.templates))).wall * 1000);
    }
    figures.push({ name: `${definition.id}, median of 50`, value: median(times), unit: 'ms' });
  }
  return figures;
};

const compileOnce = (definition: JourneyDefinition, templates: readonly TemplateInfo[]): void => {
  const asl = compileJourney(definition, templates);
  checkAsl(asl);
  renderAsl(asl);
};

const both = (name: string, { wall, cpu }: { wall: number; cpu: number }): MeasuredFigure[] => [
  { name, value: wall * 1000, unit: 'ms' },
  { name, value: cpu * 1000, unit: 'ms CPU' },
];
