import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { useMe } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import classes from './Account.module.css';

/** One's own tokens that still open something. */
export function Tokens() {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const queries = useQueryClient();
  const queryKey = ['tokens'];
  const { data, error, refetch, dataUpdatedAt } = useQuery({ queryKey, queryFn: () => answer(api.GET('/api/tokens')) });
  const revoke = useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  const own = (data?.items ?? []).filter(
    ({ owner, dock, revokedAt, expiresAt }) => owner === me?.id && !dock && revokedAt === undefined && Date.parse(expiresAt) > dataUpdatedAt,
  );
  return (
    <Panel title={t('account.tokens')}>
      <div className={form.form}>
        {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
        {data !== undefined && own.length === 0 && <p className={form.words}>{t('account.tokensNone')}</p>}
        {own.length > 0 && (
          <ul className={classes.list}>
            {own.map(({ id, name, madeAt, expiresAt }) => (
              <li key={id}>
                <span className={classes.what}>
                  <strong>{name}</strong>
                  <span>{t('account.token', { made: format.dateTime(madeAt), until: format.dateTime(expiresAt) })}</span>
                </span>
                <Button size="compact-sm" variant="default" aria-label={t('account.revokeOf', { name })} onClick={() => revoke.mutate(id)}>
                  {t('account.revoke')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Refusal error={revoke.error} />
      </div>
    </Panel>
  );
}
