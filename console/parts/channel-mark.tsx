/** Icon of a channel, as in the journey drawings. */
export const ChannelMark = ({ channel }: { channel: 'email' | 'prompt' }) => (
  <svg class={`channel ${channel}`} viewBox="0 0 16 16" width="16" height="16" role="img">
    <title>{channel === 'email' ? 'Mail' : 'In-app prompt'}</title>
    <path d={channel === 'email' ? 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5' : 'M2.5 2.5h11v8h-6l-3 3v-3h-2z'} />
  </svg>
);
