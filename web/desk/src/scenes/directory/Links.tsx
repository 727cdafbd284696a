import { Button, Select, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { people } from '../../api/house';
import type { ProviderLink } from '../../api/types';
import { useMay } from '../../app/session';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import classes from './Directory.module.css';
import { links, provider } from './provider';

/** Who is who at the provider. Without a provider nobody is anybody there. */
export function Links() {
  const { t } = useTranslation();
  const { data: offer } = useQuery(provider);
  const configured = offer?.name !== undefined;
  const { data, error, refetch } = useQuery({ ...links, enabled: configured });
  const mayLink = useMay('openid.link');
  const [linking, setLinking] = useState(false);
  const [ending, setEnding] = useState<ProviderLink>();
  if (!configured) return null;
  return (
    <Panel
      title={t('directory.links')}
      action={
        mayLink && (
          <Button size="compact-sm" variant="default" leftSection={<IconLink size={15} aria-hidden />} onClick={() => setLinking(true)}>
            {t('directory.link')}
          </Button>
        )
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data?.items.length === 0 && <p className={classes.words}>{t('directory.noLinks')}</p>}
      {data !== undefined && data.items.length > 0 && <Table items={data.items} end={mayLink ? setEnding : undefined} />}
      <Dialog open={linking} onClose={() => setLinking(false)} title={t('directory.linkTitle')}>
        <NewLink onDone={() => setLinking(false)} />
      </Dialog>
      <Dialog open={ending !== undefined} onClose={() => setEnding(undefined)} title={t('directory.unlinkTitle')}>
        {ending !== undefined && <Unlink link={ending} onDone={() => setEnding(undefined)} />}
      </Dialog>
    </Panel>
  );
}

function Table({ items, end }: { items: readonly ProviderLink[]; end: ((link: ProviderLink) => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('directory.linked')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('directory.subject')}</th>
            <th scope="col">{t('directory.values')}</th>
            {end !== undefined && (
              <th scope="col">
                <span className="vh">{t('directory.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((link) => (
            <tr key={link.person}>
              <th scope="row">{link.name}</th>
              <td className="mono">{link.subject}</td>
              <td>{link.values.join(', ') || t('directory.noValues')}</td>
              {end !== undefined && (
                <td className={classes.tools}>
                  <Button size="compact-sm" variant="default" aria-label={t('directory.unlinkOf', { name: link.name })} onClick={() => end(link)}>
                    {t('directory.unlink')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unlink({ link, onDone }: { link: ProviderLink; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => done(api.DELETE('/api/openid/links/{person}', { params: { path: { person: link.person } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: links.queryKey });
      onDone();
    },
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{t('directory.unlinkSure', { name: link.name })}</p>
      <Refusal error={end.error} />
      <div className={classes.acts}>
        <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
          {t('directory.unlinkDo')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}

const shownMost = 50;

function NewLink({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [person, setPerson] = useState<string | null>(null);
  const [subject, setSubject] = useState('');
  const link = useMutation({
    mutationFn: () => done(api.PUT('/api/openid/links/{person}', { params: { path: { person: person ?? '' } }, body: { subject } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: links.queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate();
      }}
    >
      <p className={form.words}>{t('directory.linkLead')}</p>
      <Select
        label={t('directory.person')}
        searchable
        limit={shownMost}
        data={(data?.items ?? []).map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` }))}
        value={person}
        onChange={setPerson}
      />
      <TextInput label={t('directory.subject')} description={t('directory.subjectHint')} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} required withAsterisk={false} />
      <Refusal error={link.error} />
      <Button type="submit" loading={link.isPending} disabled={person === null}>
        {t('directory.link')}
      </Button>
    </form>
  );
}
