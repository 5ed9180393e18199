import type { BoxMark } from '../../engine/journey/graph/looks.ts';
import { number } from '../words.ts';
import { flowsOf } from './flows.ts';

/** Overlays of a journey's drawing. */
export interface Painted {
  /** By step id; `wentOn` and `entered` set the width of arrows. */
  counts?: Readonly<Record<string, StepCount>> | undefined;
  /** One account's path: ids of the steps that it entered. */
  lit?: readonly string[] | undefined;
  /** The step where it is now. */
  at?: string | undefined;
  chosen?: string | undefined;
  marks?: Readonly<Record<string, BoxMark>> | undefined;
}

interface StepCount {
  entered: number;
  here: number;
  wentOn: number;
}

const namespace = 'http://www.w3.org/2000/svg';
const thin = 1.4;
const thick = 5;

export const paint = (
  drawing: SVGSVGElement,
  { counts, lit, at, chosen, marks, canChoose }: Painted & { canChoose: boolean },
): void => {
  for (const old of drawing.querySelectorAll('.painted')) old.remove();
  const way = lit && new Set(['(start)', ...lit]);
  for (const box of drawing.querySelectorAll<SVGGElement>('g[data-step]')) {
    const id = box.getAttribute('data-step') ?? '';
    // Moved to the end, so that the box is painted above its arrows.
    box.parentElement?.append(box);
    const count = counts?.[id];
    const mark = marks?.[id];
    box.classList.toggle('dim', way !== undefined && !way.has(id));
    box.classList.toggle('at', id === at);
    box.classList.toggle('chosen', id === chosen);
    const said = count && [
      ...(count.here > 0 ? [`${number(count.here)} here`] : []),
      `${number(count.entered)} entered`,
    ];
    if (said) addPill(box, said.join(' · '), count.here > 0 ? 'busy' : '');
    if (id === at) addPill(box, 'Here', 'busy');
    if (mark) addPill(box, mark, mark);
    if (!canChoose || id.startsWith('(')) continue;
    box.setAttribute('role', 'button');
    box.setAttribute('tabindex', '0');
    box.setAttribute('aria-pressed', String(id === chosen));
  }
  const arrows = [...drawing.querySelectorAll<SVGGElement>('g[data-from]')];
  const ends = arrows.map(arrow => ({
    from: arrow.getAttribute('data-from') ?? '',
    to: arrow.getAttribute('data-to') ?? '',
  }));
  const flows = flowsOf(
    ends,
    Object.fromEntries(
      Object.entries(counts ?? {}).map(([id, { entered, wentOn }]) => [id, { in: entered, out: wentOn }]),
    ),
  );
  const most = Math.max(1, ...flows.map(flow => flow ?? 0));
  for (const [n, arrow] of arrows.entries()) {
    const flow = flows[n];
    const isLit = way?.has(ends[n]?.from ?? '') && way.has(ends[n]?.to ?? '');
    arrow.classList.toggle('dim', way !== undefined && !isLit);
    arrow.classList.toggle('lit', isLit === true);
    const width = counts && flow !== undefined ? thin + (thick - thin) * (flow / most) : thin;
    arrow.querySelector('path')?.setAttribute('stroke-width', width.toFixed(1));
  }
};

/** Adds a pill at the upper right edge of a box. */
const addPill = (box: SVGGElement, text: string, look: string): void => {
  const { x, y, width } = box.getBBox();
  const pill = document.createElementNS(namespace, 'g');
  pill.setAttribute('class', `painted pill ${look}`);
  const label = document.createElementNS(namespace, 'text');
  label.textContent = text;
  label.setAttribute('text-anchor', 'end');
  label.setAttribute('x', String(x + width - 14));
  const background = document.createElementNS(namespace, 'rect');
  pill.append(background, label);
  // The bounding box includes an earlier pill.
  const top = box.querySelector('.painted') ? y + 8 : y;
  label.setAttribute('y', String(top + 4));
  box.append(pill);
  const labelBox = label.getBBox();
  for (const [name, value] of Object.entries({
    x: labelBox.x - 7,
    y: top - 9,
    width: labelBox.width + 14,
    height: 18,
    rx: 9,
  }))
    background.setAttribute(name, String(value));
};
