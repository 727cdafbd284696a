import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../parts/Refusal';
import { areWhole, type Bringing, type Effect } from './brings';
import classes from './Directory.module.css';
import { useRoleAt } from './useRoleAt';

const restMillis = 350;
const shownMost = 30;

/** Who would gain and lose what by the table as it is being edited. */
export function Effects(props: {
  of: 'groups' | 'claims';
  lines: readonly Bringing[];
  preview: (lines: readonly Bringing[], signal: AbortSignal) => Promise<readonly Effect[]>;
}) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(props.lines, restMillis);
  const { data, error } = useQuery({
    queryKey: ['directory-preview', props.of, settled],
    enabled: areWhole(settled),
    placeholderData: keepPreviousData,
    staleTime: 0,
    queryFn: ({ signal }) => props.preview(settled, signal),
  });
  return (
    <section aria-label={t('rolebook.preview')} className={classes.preview} tabIndex={0}>
      <h3>{t('rolebook.preview')}</h3>
      <div role="status">
        {data?.length === 0 && <p>{t('rolebook.nobody')}</p>}
        {data !== undefined && data.length > 0 && (
          <ul>
            {data.slice(0, shownMost).map((effect) => (
              <Touched key={effect.id} effect={effect} />
            ))}
            {data.length > shownMost && <li>{t('rolebook.more', { count: data.length - shownMost })}</li>}
          </ul>
        )}
        {props.of === 'claims' && data !== undefined && <p>{t('directory.nextSignIn')}</p>}
      </div>
      <Refusal error={error} />
    </section>
  );
}

function Touched({ effect: { name, gains, loses, moves } }: { effect: Effect }) {
  const { t } = useTranslation();
  const inWords = useRoleAt();
  return (
    <li>
      <strong>{name}</strong>
      {gains.length > 0 && (
        <span className={classes.gains}>
          {' '}
          {t('rolebook.gains')}: {gains.map(inWords).join(', ')}
        </span>
      )}
      {loses.length > 0 && (
        <span className={classes.loses}>
          {' '}
          {t('rolebook.loses')}: {loses.map(inWords).join(', ')}
        </span>
      )}
      {moves !== undefined && <span> {t('directory.moves', { unit: moves.name })}</span>}
    </li>
  );
}
