import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPassword, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { peopleIn } from '../../api/house';
import type { Token } from '../../api/types';
import { useMay, useMe } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { AskOnce } from '../../parts/AskOnce';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useActionName } from '../../parts/useRightWords';
import classes from './Keys.module.css';
import { lifeOf, services, tokens, forWhat } from './keys';
import { NewToken } from './NewToken';

const shownAtOnce = 100;

/** A token with what the list says of it. */
interface Line {
  readonly token: Token;
  readonly use: ReturnType<typeof forWhat>;
  readonly life: ReturnType<typeof lifeOf>;
  readonly whose: string;
}

export function TokenTable() {
  const { t } = useTranslation();
  const { data, error, refetch, dataUpdatedAt } = useQuery(tokens);
  const mayMake = useMay('token.create');
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Line>();
  const [words, setWords] = useState('');
  const [alsoOver, setAlsoOver] = useState(false);
  const [shown, setShown] = useState(shownAtOnce);
  const lines = useLines(data?.items ?? [], dataUpdatedAt);
  const sought = words.toLocaleLowerCase().split(/\s+/);
  const found = lines.filter(
    ({ token, life, whose }) =>
      (alsoOver || life === 'living') && sought.every((word) => `${token.name} ${whose}`.toLocaleLowerCase().includes(word)),
  );
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <>
      <div className={classes.narrow}>
        <TextInput
          aria-label={t('keys.search')}
          placeholder={t('keys.search')}
          leftSection={<IconSearch size={17} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Checkbox label={t('keys.alsoOver')} checked={alsoOver} onChange={(event) => setAlsoOver(event.currentTarget.checked)} />
        {mayMake && (
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setMaking(true)}>
            {t('keys.make')}
          </Button>
        )}
      </div>
      {found.length === 0 && (
        <Notice icon={IconPassword} title={lines.length === 0 ? t('keys.empty') : t('keys.none')}>
          {lines.length === 0 && t('keys.emptyWhy')}
        </Notice>
      )}
      {found.length > 0 && <Table lines={found.slice(0, shown)} revoke={setRevoking} />}
      {found.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
          {t('sight.more')}
        </Button>
      )}
      <Dialog open={making} onClose={() => setMaking(false)} title={t('keys.makeTitle')}>
        <NewToken onDone={() => setMaking(false)} />
      </Dialog>
      <Dialog open={revoking !== undefined} onClose={() => setRevoking(undefined)} title={t('keys.revokeTitle')}>
        {revoking !== undefined && (
          <AskOnce
            label={t('keys.revokeDo')}
            words={t(`keys.revokeSure.${revoking.use}`, { name: revoking.token.name, whose: revoking.whose })}
            after={tokens.queryKey}
            act={() => api.DELETE('/api/tokens/{id}', { params: { path: { id: revoking.token.id } } })}
            onDone={() => setRevoking(undefined)}
          />
        )}
      </Dialog>
    </>
  );
}

/** Names are looked up only where there is somebody else's token. */
function useLines(items: readonly Token[], now: number): readonly Line[] {
  const { t } = useTranslation();
  const me = useMe();
  const others = items.some(({ owner }) => owner !== undefined && owner !== me?.id);
  const mayPeople = useMay('person.list');
  const mayServices = useMay('service.list');
  const { data: everybody } = useQuery({ ...peopleIn('ALL'), enabled: others && mayPeople });
  const { data: programs } = useQuery({ ...services, enabled: others && mayServices });
  const serviceIds = new Set(programs?.items.map(({ id }) => id));
  const names = new Map([...(everybody?.items ?? []), ...(programs?.items ?? [])].map(({ id, name }) => [id, name]));
  const whose = ({ owner, dock }: Token) => {
    if (owner === undefined) return t('keys.ofHouse');
    if (dock) return t('keys.ofHouseBy', { name: owner === me?.id ? t('keys.you') : (names.get(owner) ?? t('keys.somebody')) });
    return owner === me?.id ? me.name : (names.get(owner) ?? t('keys.somebody'));
  };
  return items.map((token) => ({ token, use: forWhat(token, serviceIds), life: lifeOf(token, now), whose: whose(token) }));
}

function Table({ lines, revoke }: { lines: readonly Line[]; revoke: (line: Line) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayRevoke = useMay('token.revoke');
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('keys.name')}</th>
          <th scope="col">{t('keys.whose')}</th>
          <th scope="col">{t('keys.use')}</th>
          <th scope="col">{t('keys.scope')}</th>
          <th scope="col">{t('keys.made')}</th>
          <th scope="col">{t('keys.ends')}</th>
          <th scope="col">{t('keys.lastUsed')}</th>
          <th scope="col" className={classes.act}>
            {t('keys.state')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { token, use, life, whose } = line;
          return (
            <tr key={token.id} data-life={life}>
              <th scope="row">{token.name}</th>
              <td data-label={t('keys.whose')}>{whose}</td>
              <td data-label={t('keys.use')}>{t(`keys.for.${use}`)}</td>
              <td data-label={t('keys.scope')}>
                <Scope token={token} />
              </td>
              <td data-label={t('keys.made')}>{format.date(token.madeAt)}</td>
              <td data-label={t('keys.ends')}>{format.date(token.expiresAt)}</td>
              {/* A day of the server's calendar, not an instant: noon keeps it the same day here. */}
              <td data-label={t('keys.lastUsed')}>{token.lastUsedOn === undefined ? t('keys.never') : format.date(`${token.lastUsedOn}T12:00:00Z`)}</td>
              <td className={classes.act}>
                {life === 'revoked' && token.revokedAt !== undefined && t('keys.revokedOn', { day: format.date(token.revokedAt) })}
                {life === 'over' && t('keys.over')}
                {life === 'living' && mayRevoke && (
                  <Button size="compact-sm" variant="default" aria-label={t('keys.revokeOf', { name: token.name })} onClick={() => revoke(line)}>
                    {t('keys.revoke')}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const namedAtOnce = 2;

function Scope({ token: { dock, scope } }: { token: Token }) {
  const { t } = useTranslation();
  const nameOf = useActionName();
  if (dock) return <>{t('keys.scopeDock')}</>;
  if (scope === undefined) return <span className={classes.wide}>{t('keys.scopeAll')}</span>;
  const names = scope.map(nameOf);
  if (names.length <= namedAtOnce + 1) return <>{names.join(', ')}</>;
  return (
    <details className={classes.scope}>
      <summary>{t('keys.scopeMore', { names: names.slice(0, namedAtOnce).join(', '), more: names.length - namedAtOnce })}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
