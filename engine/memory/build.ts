import type { Project } from '../build/build-project.ts';
import { pictureLoader } from '../build/draw-pictures.ts';
import { journeySizes } from '../build/journey-sizes.ts';
import { itinerariesOf, mustBeSound } from '../build/write-build.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { lazy } from '../kernel/memoize.ts';
import type { Build } from '../ports/ports.ts';

/** A project's build in memory, as handlers read it. @throws JourneyFileError for an invalid project */
export const memoryBuild = (project: Project): Build => {
  const known = builds.get(project) ?? build(project);
  builds.set(project, known);
  return known;
};

/** All simulated processes of a deployment share one build. */
const builds = new WeakMap<Project, Build>();

const build = (project: Project): Build => {
  mustBeSound(project);
  const journeys = asWritten(project.journeys.map(({ definition }) => definition));
  // Only the console needs it.
  const itineraries = lazy(() => asWritten(itinerariesOf(project)));
  const sizes = lazy(() => journeySizes(project));
  const { catalog, team, pools, playbooks, templates, samples } = asWritten({
    catalog: project.catalog,
    team: project.team,
    pools: project.pools,
    playbooks: project.playbooks,
    templates: project.templates,
    samples: project.samples,
  });
  const compiled = new Map([...project.compiled].map(([hash, locales]) => [hash, inOrder(locales)]));
  const localesOf = (hash: string): ReadonlyMap<string, CompiledTemplate> => {
    const locales = compiled.get(hash);
    if (locales) return locales;
    throw new Error(`Template ${hash} is not in the build.`);
  };
  return {
    journeys: async () => journeys,
    itineraries: async () => itineraries(),
    journeySizes: async () => sizes(),
    catalog: async () => catalog,
    team: async () => team,
    pools: async () => pools,
    playbooks: async () => playbooks,
    templates: async () => templates,
    template: async (hash, wanted) => {
      const locales = localesOf(hash);
      const found = [...wanted, 'en'].map(locale => locales.get(locale)).find(Boolean);
      if (found) return found;
      throw new Error(`Template ${hash} has none of the locales ${[...wanted, 'en'].join(', ')}.`);
    },
    samples: async () => samples,
    picture: pictureLoader(project),
    translations: async hash => [...localesOf(hash).values()],
  };
};

/** Locales in the order of a folder's listing. */
const inOrder = (locales: ReadonlyMap<string, CompiledTemplate>): ReadonlyMap<string, CompiledTemplate> =>
  new Map([...locales].sort(([a], [b]) => (a < b ? -1 : 1)).map(([locale, content]) => [locale, asWritten(content)]));

const asWritten = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
