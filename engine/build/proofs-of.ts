import { compileJourney } from '../asl/compile-journey.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Team } from '../definition/team.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Proofs } from '../journey/check/proofs.ts';
import { contentHash } from '../journey/content-hash.ts';
import { describeBroken } from '../promises/describe-example.ts';
import { exceeded } from '../promises/exceeded.ts';
import { dollarsOfMinute } from '../promises/path-costs.ts';
import { type Proven, prove } from '../promises/prove.ts';
import { unprovedTogether } from '../promises/together.ts';

/** Cache of journeys by their content, cleared when full. */
const before = new Map<string, Proven>();
const mostBefore = 500;

/** Returns the earlier object with the same content: proofs are cached by object, so a journey is proved only once. */
const asBefore = (proven: Proven): Proven => {
  const name = contentHash(proven);
  const same = before.get(name) ?? proven;
  if (before.size >= mostBefore) before.clear();
  before.set(name, same);
  return same;
};

/** Proofs for a project's journeys, each compiled once. */
export const proofsOf = (
  journeys: readonly JourneyDefinition[],
  { promises = [], limits = {} }: Pick<CatalogData, 'promises' | 'limits'>,
  templates: readonly TemplateInfo[],
  team: Team,
): Proofs => {
  const known = new Map<string, Proven>();
  const provenOf = (definition: JourneyDefinition): Proven => {
    const found = known.get(definition.id) ?? provenAmong(journeys, definition, templates);
    known.set(definition.id, found);
    return found;
  };
  return {
    promises: definition =>
      (definition.promises ?? []).flatMap(promise => {
        const { broken } = prove(provenOf(definition), promise);
        return broken ? [{ promise, example: describeBroken(broken, promise) }] : [];
      }),
    limits: definition =>
      Object.keys(limits).length === 0
        ? []
        : exceeded(provenOf(definition), limits, dollarsOfMinute(team, definition.policy)),
    together: all => {
      const [first] = all;
      return first ? promises.flatMap(each => unprovedTogether(all.map(provenOf), each, first.policy)) : [];
    },
  };
};

/** A journey prepared for proofs: compiled, and with the holds that other journeys impose. */
export const provenAmong = (
  journeys: readonly JourneyDefinition[],
  definition: JourneyDefinition,
  templates: readonly TemplateInfo[],
): Proven => {
  const others = journeys.filter(({ id }) => id !== definition.id);
  const held = others.flatMap(({ holds = [] }) => holds);
  return asBefore({ definition, machine: compileJourney(definition, templates), held });
};
