import { IconBookmark } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Panel } from '../../parts/Panel';
import classes from './Marks.module.css';

const marks = (id: string) =>
  queryOptions({
    queryKey: ['marks', id],
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/{id}/marks', { params: { path: { id } }, signal })),
  });

/** What was marked in the field; a press goes to the moment. Nothing where nothing was marked. */
export function Marks({ detail, onTime }: { detail: Detail; onTime: (time: Date) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(marks(detail.id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title={t('marks.title')}>
      <ul className={classes.marks}>
        {data.items.map(({ source, at, text, categoryName, tags }) => (
          <li key={source}>
            <IconBookmark size={15} aria-hidden />
            <div>
              {at === undefined ? (
                <span>{t('marks.whole')}</span>
              ) : (
                <button type="button" onClick={() => onTime(new Date(at))}>
                  <time dateTime={at}>{format.timeWithSeconds(at)}</time>
                </button>
              )}
              {categoryName !== undefined && <strong>{categoryName}</strong>}
              {text !== '' && <p>{text}</p>}
              {tags.length > 0 && <small>{tags.join(' · ')}</small>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
