import type { Project } from '../../build/build-project.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { type Box, type Drawing, drawingOf, start } from '../../journey/graph/drawing.ts';
import type { ProjectChange } from '../change.ts';

export interface Picture {
  journey: string;
  drawing: Drawing;
}

/** A picture for each changed journey that still exists. */
export const picturesOf = (
  before: Pick<Project, 'journeys'>,
  after: Pick<Project, 'journeys'>,
  changes: readonly ProjectChange[],
): Picture[] =>
  after.journeys.flatMap(({ definition }) => {
    const old = before.journeys.find(each => each.definition.id === definition.id)?.definition;
    const isChanged = changes.some(({ of, name }) => of === 'journey' && name === definition.id);
    return old && isChanged ? [{ journey: definition.id, drawing: markedDrawing(old, definition, changes) }] : [];
  });

/** The drawing of a journey's new version, including removed steps, with every change marked and noted at its box. */
export const markedDrawing = (
  before: JourneyDefinition,
  after: JourneyDefinition,
  changes: readonly ProjectChange[],
): Drawing => {
  const own = changes.filter(({ of, name }) => of === 'journey' && name === after.id);
  const [old, now] = [drawingOf(before), drawingOf(after)];
  const changesOf = (box: Box) => own.filter(({ step }) => (step ?? start) === box.id);
  const there = new Set(now.boxes.map(({ id }) => id));
  const gone = old.boxes.filter(box => !there.has(box.id) && changesOf(box).some(({ mark }) => mark === 'removed'));
  const isGone = (id: string) => gone.some(box => box.id === id);
  return {
    ...now,
    boxes: [
      ...now.boxes.map(box =>
        marked(
          box,
          changesOf(box).filter(({ mark }) => mark !== 'removed'),
        ),
      ),
      ...gone.map((box): Box => ({ ...box, isMain: false, mark: 'removed' })),
    ],
    arrows: [
      ...now.arrows,
      ...old.arrows
        .filter(({ from, to }) => isGone(from) || isGone(to))
        .filter(({ from, to }) => [from, to].every(id => there.has(id) || isGone(id)))
        .map(arrow => ({ ...arrow, isGone: true as const })),
    ],
  };
};

const marked = (box: Box, changes: readonly ProjectChange[]): Box => {
  const marks = changes.map(({ mark }) => mark);
  const mark = (['added', 'changed', 'moved'] as const).find(each => marks.includes(each));
  if (mark === undefined) return box;
  const notes = mark === 'added' ? [] : changes.map(({ text }) => text.replaceAll('`', ''));
  return { ...box, mark, notes: [...box.notes, ...notes] };
};
