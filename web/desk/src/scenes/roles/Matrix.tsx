import { useTranslation } from 'react-i18next';
import type { Right } from '../../api/types';
import { hasLevel, useActionName } from '../../parts/useRightWords';
import { grouped, levelOf, levels, reaches, withCell, type Level, type Reach } from './matrix';
import classes from './Rolebook.module.css';

/** What a role may do: actions down, reaches across, in each cell up to which level. With `onChange` it can be changed. */
export function Matrix(props: { rights: readonly Right[]; actions: readonly string[]; onChange?: (rights: readonly Right[]) => void }) {
  const { t } = useTranslation();
  const nameOf = useActionName();
  const { rights, actions, onChange } = props;
  if (actions.length === 0) return <p>{t('rolebook.empty')}</p>;
  return (
    // Wide on a phone: then it is scrolled sideways, by keyboard too.
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('rolebook.action')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('rolebook.action')}</th>
            {reaches.map((reach) => (
              <th key={reach} scope="col">
                {t(`reach.${reach}`)}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(actions).map(({ group, actions: those }) => (
          <tbody key={group}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={reaches.length + 1}>
                {t(`rolebook.group.${group}`)}
              </th>
            </tr>
            {those.map((action) => (
              <tr key={action}>
                <th scope="row">{nameOf(action)}</th>
                {reaches.map((reach) => {
                  const level = levelOf(rights, action, reach);
                  return (
                    <td key={reach} data-on={level !== undefined}>
                      {onChange === undefined ? (
                        <Told action={action} level={level} />
                      ) : (
                        <Cell action={action} reach={reach} level={level} onChange={(next) => onChange(withCell(rights, action, reach, next))} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Told({ action, level }: { action: string; level: Level | undefined }) {
  const { t } = useTranslation();
  if (level === undefined) return <span className={classes.none}>–</span>;
  return <>{hasLevel(action) ? t('rolebook.upTo', { level: t(`rolebook.level.${level}`) }) : t('rolebook.yes')}</>;
}

function Cell(props: { action: string; reach: Reach; level: Level | undefined; onChange: (level: Level | undefined) => void }) {
  const { t } = useTranslation();
  const nameOf = useActionName();
  const { action, reach, level, onChange } = props;
  const label = t('rolebook.cell', { action: nameOf(action), reach: t(`reach.${reach}`) });
  if (!hasLevel(action)) {
    return (
      <input
        type="checkbox"
        aria-label={label}
        checked={level !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? 'CONFIDENTIAL' : undefined)}
      />
    );
  }
  return (
    <select
      aria-label={label}
      value={level ?? ''}
      onChange={(event) => onChange(levels.find((each) => each === event.currentTarget.value))}
    >
      <option value="">{t('rolebook.none')}</option>
      {levels.map((each) => (
        <option key={each} value={each}>
          {t('rolebook.upTo', { level: t(`rolebook.level.${each}`) })}
        </option>
      ))}
    </select>
  );
}
