import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BoxMark } from '../../engine/journey/graph/looks.ts';
import { useView } from '../use-view.ts';
import { type Painted, paint } from './paint-picture.ts';
import { Awaited } from './states.tsx';

export interface PictureProps extends Painted {
  /** Id of the journey. */
  journey: string;
  /** Called with the id of a step. Without it, steps cannot be chosen. */
  onChoose?: (step: string) => void;
  /** Changed steps. */
  marks?: Readonly<Record<string, BoxMark>>;
}

/** A journey's drawing with overlays. Drag or scroll to move it; use the buttons or Ctrl and the wheel to zoom. */
export const JourneyDrawing = ({ journey, ...painted }: PictureProps) => {
  const shown = useView('/v1/journeys/{id}/picture', { id: journey });
  return (
    <Awaited of={shown} rows={8}>
      {({ svg, title }) =>
        svg === undefined ? (
          <p class="note">This build has no pictures of journeys. Rebuild it with this version of Daymark.</p>
        ) : (
          <Drawn svg={svg} title={title} {...painted} />
        )
      }
    </Awaited>
  );
};

const Drawn = ({
  svg,
  title,
  onChoose,
  ...painted
}: Omit<PictureProps, 'journey'> & { svg: string; title: string }) => {
  const canvas = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<number>();
  const html = useMemo(() => ({ __html: withoutTitles(svg) }), [svg]);
  const { counts, lit, at, marks, chosen } = painted;
  useEffect(() => {
    const drawing = canvas.current?.querySelector('svg');
    if (!drawing) return;
    drawing.setAttribute('role', 'group');
    drawing.setAttribute('aria-label', `Picture of ${title}`);
    paint(drawing, { ...painted, canChoose: onChoose !== undefined });
  }, [html, counts, lit, at, marks, chosen]);
  const natural = Number(/viewBox="0.00 0.00 ([\d.]+)/.exec(svg)?.[1] ?? 400);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const box = canvas.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setRoom(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const fit = room > 0 ? Math.min(1, room / natural) : 1;
  const scale = zoom ?? fit;
  useEffect(() => {
    const drawing = canvas.current?.querySelector('svg');
    drawing?.setAttribute('width', String(Math.round(natural * scale)));
    drawing?.removeAttribute('height');
  }, [html, scale]);
  useEffect(() => {
    canvas.current
      ?.querySelector(`[data-step="${CSS.escape(chosen ?? at ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [html, chosen, at]);
  const chooseAt = (target: EventTarget | null) => {
    const step = (target as Element | null)?.closest('[data-step]')?.getAttribute('data-step');
    if (step && isStep(step)) onChoose?.(step);
  };
  const zoomBy = (factor: number) => setZoom(Math.min(3, Math.max(0.25, scale * factor)));
  const drag = useRef<{ x: number; y: number; isFar: boolean } | undefined>(undefined);
  return (
    <div class="picture">
      <fieldset class="zoom" aria-label="Size of the picture">
        <button type="button" aria-label="Smaller" onClick={() => zoomBy(1 / 1.25)}>
          −
        </button>
        <button type="button" aria-label="Fit to the width" onClick={() => setZoom(undefined)}>
          Fit
        </button>
        <button type="button" aria-label="Larger" onClick={() => zoomBy(1.25)}>
          +
        </button>
      </fieldset>
      <section
        ref={canvas}
        class="canvas"
        aria-label={`Picture of ${title}, which scrolls`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable by keyboard
        tabIndex={0}
        // Drawn at build by Graphviz, which escapes every text.
        dangerouslySetInnerHTML={html}
        onClick={event => drag.current?.isFar || chooseAt(event.target)}
        onKeyDown={event => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          chooseAt(event.target);
        }}
        onWheel={event => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
        }}
        onPointerDown={({ clientX, clientY, pointerType }) => {
          drag.current = pointerType === 'mouse' ? { x: clientX, y: clientY, isFar: false } : undefined;
        }}
        onPointerMove={({ clientX, clientY, buttons, currentTarget }) => {
          const from = drag.current;
          if (!from || buttons !== 1) return;
          if (Math.abs(clientX - from.x) + Math.abs(clientY - from.y) < 4 && !from.isFar) return;
          currentTarget.scrollBy(from.x - clientX, from.y - clientY);
          drag.current = { x: clientX, y: clientY, isFar: true };
        }}
      />
    </div>
  );
};

/** Start and end are boxes, but not steps. */
const isStep = (id: string): boolean => !id.startsWith('(');

/** Removes titles, which would show as tooltips everywhere. */
const withoutTitles = (svg: string): string => svg.replaceAll(/<title>[^<]*<\/title>\n?/g, '');
