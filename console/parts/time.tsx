import { now } from '../clock.ts';
import { exact, lengthOf, relative } from '../words.ts';

/** `in 3 d`; the tooltip has the exact time, in the account's zone if given, and in the viewer's. */
export const Time = ({ at, zone }: { at: string; zone?: string }) => (
  <time dateTime={at} title={zone ? `${exact(at, zone)} there, ${exact(at)} here` : exact(at)}>
    {relative(at, now())}
  </time>
);

/** Time left until a service level is missed, or how late it is; in words, not by color alone. */
export const Deadline = ({ at }: { at: string }) => {
  const left = Date.parse(at) - now();
  const state = left < 0 ? 'late' : left < 4 * 3_600_000 ? 'soon' : 'fine';
  return (
    <time class={`deadline ${state}`} dateTime={at} title={exact(at)}>
      {left < 0 ? `${lengthOf(left)} late` : `${lengthOf(left)} left`}
    </time>
  );
};
