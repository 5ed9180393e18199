import { type Project, playbooksIn, templatesIn } from './build-project.ts';
import { readsHealth } from './reads-health.ts';

/**
 * Restricts a project to some journeys, with the diagnostics of these, of their templates, and of shared files. Keeps
 * health scoring only if one of them reads the score, because it takes a fifth of a weekly evaluation.
 */
export const narrowProject = (project: Project, ids: ReadonlySet<string>): Project => {
  const journeys = project.journeys.filter(({ definition }) => ids.has(definition.id));
  const used = new Set(journeys.flatMap(({ definition }) => templatesIn(definition)));
  const guides = new Set(journeys.flatMap(({ definition }) => playbooksIn(definition)));
  const narrowed: Project = {
    ...project,
    journeys,
    problems: project.problems.filter(({ template }) => template === undefined || used.has(template)),
    playbookProblems: project.playbookProblems.filter(({ playbook }) => guides.has(playbook)),
    diagnostics: project.diagnostics.filter(({ journey, template }) =>
      journey === undefined ? template === undefined || used.has(template) : ids.has(journey),
    ),
    faults: [],
  };
  const { health, ...catalog } = project.catalog;
  const read = { ...narrowed, templates: project.templates.filter(({ id }) => used.has(id)) };
  return health && readsHealth(read) ? narrowed : { ...narrowed, catalog };
};
