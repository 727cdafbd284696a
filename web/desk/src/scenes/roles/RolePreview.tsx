import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Right, Role, RoleTouched } from '../../api/types';
import { Refusal } from '../../parts/Refusal';
import { useRightWords } from '../../parts/useRightWords';
import classes from './Rolebook.module.css';

const restMillis = 350;
const shownMost = 30;

/** Who would gain and lose what, as it is being changed. */
export function RolePreview({ role, name, rights, changed }: { role: Role; name: string; rights: readonly Right[]; changed: boolean }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(rights, restMillis);
  const { data, error } = useQuery({
    queryKey: ['roles', role.code, 'preview', settled],
    enabled: changed && name.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    queryFn: ({ signal }) =>
      answer(api.POST('/api/roles/{code}/preview', { params: { path: { code: role.code } }, body: { name, rights: [...settled] }, signal })),
  });
  return (
    <section aria-label={t('rolebook.preview')} className={classes.preview}>
      <h3>{t('rolebook.preview')}</h3>
      <div role="status">
        {!changed && <p>{t('rolebook.unchanged')}</p>}
        {changed && data?.people.length === 0 && <p>{role.holders === 0 ? t('rolebook.nobodyHolds') : t('rolebook.nobody')}</p>}
        {changed && data !== undefined && data.people.length > 0 && <Touched people={data.people} />}
      </div>
      <Refusal error={error} />
    </section>
  );
}

function Touched({ people }: { people: readonly RoleTouched[] }) {
  const { t } = useTranslation();
  const words = useRightWords();
  const more = people.length - shownMost;
  return (
    <ul>
      {people.slice(0, shownMost).map(({ id, name, gains, loses }) => (
        <li key={id}>
          <strong>{name}</strong>
          {gains.length > 0 && (
            <span className={classes.gains}>
              {' '}
              {t('rolebook.gains')}: {gains.map(words).join(', ')}
            </span>
          )}
          {loses.length > 0 && (
            <span className={classes.loses}>
              {' '}
              {t('rolebook.loses')}: {loses.map(words).join(', ')}
            </span>
          )}
        </li>
      ))}
      {more > 0 && <li>{t('rolebook.more', { count: more })}</li>}
    </ul>
  );
}
