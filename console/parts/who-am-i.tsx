import type { Answer } from '../api.ts';
import { actAs, actingAs } from '../session.ts';

/** The signed-in user; a user switcher in `daymark dev`. */
export const WhoAmI = ({ me }: { me: Answer<'/v1/me'> }) => {
  const name = me.csm?.name ?? me.email;
  if (!actingAs.value) return <p class="who">{name}</p>;
  return (
    <label class="who">
      <span>You are</span>
      <select aria-label="You are" value={actingAs.value} onChange={event => actAs(event.currentTarget.value)}>
        {me.team.map(({ id, name: member }) => (
          <option key={id} value={id}>
            {member}
          </option>
        ))}
        <option value="marketer">a marketer</option>
        <option value="admin">an admin</option>
      </select>
    </label>
  );
};
