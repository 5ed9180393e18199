import { type Project, templatesIn } from './build-project.ts';

/** Some journeys of a project, with what is wrong with them, with their templates and with what all share. */
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
