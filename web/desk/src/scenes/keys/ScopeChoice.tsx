import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActionName } from '../../parts/useRightWords';
import { grouped } from '../roles/matrix';
import classes from './Keys.module.css';

/** What a token may do, by topic. Nothing is ticked by itself: a token that may little harms little. */
export function ScopeChoice(props: { choices: readonly string[]; chosen: readonly string[]; onChange: (scope: readonly string[]) => void }) {
  const { t } = useTranslation();
  const nameOf = useActionName();
  const { choices, chosen, onChange } = props;
  const set = (actions: readonly string[], on: boolean) => {
    const others = chosen.filter((each) => !actions.includes(each));
    onChange(on ? [...others, ...actions] : others);
  };
  return (
    <div className={classes.choice}>
      <p className={classes.count} role="status">
        {chosen.length === 0 ? t('keys.chooseScope') : t('keys.chosen', { count: chosen.length })}
      </p>
      <div className={classes.topics}>
        {grouped(choices).map(({ group, actions }) => {
          const on = actions.filter((action) => chosen.includes(action)).length;
          return (
            <fieldset key={group}>
              <legend>
                <Checkbox
                  label={t(`rolebook.group.${group}`)}
                  checked={on === actions.length}
                  indeterminate={on > 0 && on < actions.length}
                  onChange={(event) => set(actions, event.currentTarget.checked)}
                />
              </legend>
              {actions.map((action) => (
                <Checkbox
                  key={action}
                  label={nameOf(action)}
                  checked={chosen.includes(action)}
                  onChange={(event) => set([action], event.currentTarget.checked)}
                />
              ))}
            </fieldset>
          );
        })}
      </div>
    </div>
  );
}
