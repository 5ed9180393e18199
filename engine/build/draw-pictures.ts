import type { Subjects } from '../journey/graph/drawing.ts';
import { drawSvg, type SvgOptions } from '../journey/graph/svg.ts';
import { memoizeByObject } from '../kernel/memoize-by-object.ts';
import { renderTemplate, type StandardVariables, TemplateRenderError } from '../templates/render-template.ts';
import type { Project } from './build-project.ts';

type Drawn = Pick<Project, 'journeys' | 'templates' | 'compiled' | 'samples'>;

/** English subjects and titles of templates as their samples fill them; a broken one has none. */
export const subjectsOf = memoizeByObject(({ templates, compiled, samples }: Drawn): Subjects => {
  const subject = (id: string, hash: string): string | undefined => {
    const content = compiled.get(hash)?.get('en');
    if (!content) return undefined;
    const { preheader: _, prompt: __, ...head } = { ...content, html: '', text: '' };
    try {
      return renderTemplate(head, samples[id] as unknown as StandardVariables & Record<string, unknown>).subject;
    } catch (error) {
      if (error instanceof TemplateRenderError) return undefined;
      throw error;
    }
  };
  return Object.fromEntries(
    templates.flatMap(({ id, hash }) => {
      const said = subject(id, hash);
      return said === undefined ? [] : [[id, said]];
    }),
  );
});

/** SVG of a journey of the project, each drawn once; undefined where it has no such journey. */
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
