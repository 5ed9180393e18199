import type { JourneyPicture } from '../definition/journey-picture.ts';
import { explainJourney } from '../journey/explain/explain-journey.ts';
import type { Subjects } from '../journey/graph/drawing.ts';
import { drawSvg, type SvgOptions } from '../journey/graph/svg.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { headsOf } from '../templates/show-template.ts';
import type { Project } from './build-project.ts';

type Drawn = Pick<Project, 'journeys' | 'templates' | 'compiled' | 'samples'>;

/** English subjects and titles of templates, filled with their samples; none for a broken template. */
export const subjectsOf = memoizeByObject(
  ({ templates, compiled, samples }: Drawn): Subjects =>
    Object.fromEntries(
      templates.flatMap(({ id, hash }) => {
        const content = compiled.get(hash)?.get('en');
        const heads = content && headsOf(content, samples[id] ?? {});
        return heads ? [[id, heads.subject]] : [];
      }),
    ),
);

/** SVG of a journey, each drawn once; `undefined` if the project has no such journey. */
export const picturesIn = (project: Drawn, options: SvgOptions = {}): ((id: string) => Promise<string | undefined>) => {
  const drawn = new Map<string, Promise<string>>();
  return async id => {
    const found = project.journeys.find(({ definition }) => definition.id === id);
    if (!found) return undefined;
    const picture = drawn.get(id) ?? drawSvg(found.definition, { subjects: subjectsOf(project), ...options });
    drawn.set(id, picture);
    return picture;
  };
};

/** A journey's picture and its explanation in English; `undefined` if the project has no such journey. */
export const pictureLoader = (project: Drawn): ((id: string) => Promise<JourneyPicture | undefined>) => {
  const svgOf = picturesIn(project);
  return async id => {
    const found = project.journeys.find(({ definition }) => definition.id === id);
    const svg = found && (await svgOf(id));
    return found === undefined || svg === undefined ? undefined : { svg, english: explainJourney(found.definition) };
  };
};
