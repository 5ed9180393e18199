import { type Project, templatesIn } from './build-project.ts';

/** Restricts a project to some journeys, with the diagnostics of these, of their templates, and of shared files. */
export const narrowProject = (project: Project, ids: ReadonlySet<string>): Project => {
  const journeys = project.journeys.filter(({ definition }) => ids.has(definition.id));
  const used = new Set(journeys.flatMap(({ definition }) => templatesIn(definition)));
  return {
    ...project,
    journeys,
    problems: project.problems.filter(({ template }) => template === undefined || used.has(template)),
    diagnostics: project.diagnostics.filter(({ journey, template }) =>
      journey === undefined ? template === undefined || used.has(template) : ids.has(journey),
    ),
    faults: [],
  };
};
