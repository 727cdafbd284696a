import { IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Detail } from '../../api/types';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { Ribbon } from '../salvage/Ribbon';
import classes from './Derived.module.css';
import '../../i18n/fleet';

/** What a derivative was made from, how whole it is, and what was made from an original. */
export function Derived({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { derivedFrom, derivatives } = detail;
  const { data: report } = useQuery({
    queryKey: ['salvage', 'report', detail.id],
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/{id}/salvage', { params: { path: { id: detail.id } }, signal })),
    enabled: detail.kind === 'DERIVATIVE',
  });
  if (detail.kind !== 'DERIVATIVE' && derivatives.length === 0) return null;
  return (
    <div className={classes.derived}>
      {detail.kind === 'DERIVATIVE' && (
        <Notice icon={IconLifebuoy} title={t('salvage.mark')}>
          {derivedFrom === undefined ? (
            t(report !== undefined && report.source.evidence === undefined ? 'salvage.markQuarantine' : 'salvage.markHidden')
          ) : (
            <Link to="/evidence/$id" params={{ id: derivedFrom.evidence }}>
              {t('salvage.markFrom', { name: derivedFrom.title })}
            </Link>
          )}
        </Notice>
      )}
      {report !== undefined && <Ribbon report={report} />}
      {derivatives.length > 0 && (
        <Panel title={t('salvage.derivatives')}>
          <ul className={classes.list}>
            {derivatives.map(({ evidence, title }) => (
              <li key={evidence}>
                <Link to="/evidence/$id" params={{ id: evidence }}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
