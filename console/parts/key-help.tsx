import { useState } from 'preact/hooks';
import { keysNow, useKeys } from '../keys.ts';
import { Dialog } from './dialog.tsx';

/** `?`: help for the shortcuts. */
export const KeyHelp = () => {
  const [shown, show] = useState<readonly [string, string][]>();
  useKeys({ '?': { does: 'Show the keys', run: () => show(keysNow()) } });
  if (!shown) return null;
  return (
    <Dialog title="Keys" close={() => show(undefined)}>
      <dl class="keys">
        {shown.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map(each => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
