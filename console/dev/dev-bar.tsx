import { useEffect, useState } from 'preact/hooks';
import { readAgain } from '../use-view.ts';
import { type DevClock, postDev, readDev } from './dev-api.ts';
import { panels } from './panels.tsx';

interface Snapshot {
  id: string;
  at: string;
}

interface Problem {
  file?: string;
  line?: number;
  what: string;
  fix: string;
}

/** Below every page in `daymark dev`: the clock, buttons that move it, and panels with the engine's state. */
export const DevBar = () => {
  const [clock, setClock] = useState<DevClock>();
  const [snapshots, setSnapshots] = useState<Snapshot[]>([]);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [open, setOpen] = useState<keyof typeof panels>();
  const [busy, setBusy] = useState('');
  const read = () => {
    readDev<DevClock>('clock').then(setClock);
    readDev<Snapshot[]>('snapshots').then(setSnapshots);
    readDev<Problem[]>('problems').then(setProblems);
  };
  useEffect(() => {
    read();
    const changes = new EventSource('/dev/changes');
    changes.addEventListener('problems', read);
    changes.addEventListener('reload', () => location.reload());
    // No reload: it would lose what is being typed.
    changes.addEventListener('clock', () => {
      read();
      readAgain();
    });
    return () => changes.close();
  }, []);
  const move = (how: object): void => {
    setBusy('Moving the clock…');
    postDev('clock', how).then(
      () => setBusy(''),
      (error: Error) => setBusy(error.message),
    );
  };
  const Panel = open && panels[open];
  const next = clock?.next[0];
  return (
    <aside class="dev-bar" aria-label="Development">
      {problems.map(({ file, line, what, fix }) => (
        <p key={`${file} ${what}`} role="alert" class="dev-problem">
          <b>{[file, line].filter(Boolean).join(':')}</b> {what}. {fix}. The previous build is still running.
        </p>
      ))}
      {Panel && (
        <section class="dev-panel" aria-label={open}>
          <Panel />
        </section>
      )}
      <div class="dev-row">
        <time dateTime={clock?.now} title={clock?.now}>
          {clock ? `${clock.now.slice(0, 16).replace('T', ' ')} UTC` : '…'}
        </time>
        <button type="button" onClick={() => move({ by: 'P1D' })}>
          + 1 day
        </button>
        <button type="button" onClick={() => move({ by: 'P7D' })}>
          + 1 week
        </button>
        <button type="button" disabled={!next} title={next?.says} onClick={() => move({ until: 'next' })}>
          Skip to next
        </button>
        <label class="dev-account">
          <span>Until something happens to</span>
          <input
            placeholder="an account's id"
            onKeyDown={event => {
              const account = event.currentTarget.value.trim();
              if (event.key === 'Enter' && account) move({ until: { account } });
            }}
          />
        </label>
        <select
          aria-label="Undo a jump"
          value=""
          disabled={snapshots.length === 0}
          onChange={event => move({ back: event.currentTarget.value })}
        >
          <option value="">Back to…</option>
          {snapshots.map(({ id, at }) => (
            <option key={id} value={id}>
              {at.slice(0, 16).replace('T', ' ')}
            </option>
          ))}
        </select>
        <span class="dev-tabs">
          {(Object.keys(panels) as (keyof typeof panels)[]).map(name => (
            <button
              key={name}
              type="button"
              aria-pressed={open === name}
              onClick={() => setOpen(open === name ? undefined : name)}
            >
              {name}
            </button>
          ))}
        </span>
        <span class="dev-next" role="status">
          {busy || next?.says}
        </span>
      </div>
    </aside>
  );
};
