import { Button } from '@mantine/core';
import { IconCertificate, IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import type { DockCertificate } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { AskOnce } from '../../parts/AskOnce';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { NewDock } from '../cameras/NewDock';
import { certificates, lifeOf } from './keys';
import classes from './Keys.module.css';

/** The certificates by which docks come in, and how a dock asks for one. */
export function DockCertificates() {
  const { t } = useTranslation();
  const { data, error, refetch, dataUpdatedAt } = useQuery(certificates);
  const mayToken = useMay('token.create-dock');
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<DockCertificate>();
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <>
      <div className={classes.narrow}>
        <p>{t('keys.docksLead')}</p>
        {mayToken && (
          <Button leftSection={<IconKey size={17} aria-hidden />} onClick={() => setMaking(true)}>
            {t('cameras.dock')}
          </Button>
        )}
      </div>
      {data.items.length === 0 && <Notice icon={IconCertificate} title={t('keys.docksEmpty')} />}
      {data.items.length > 0 && <Table items={data.items} now={dataUpdatedAt} revoke={setRevoking} />}
      <Asking />
      <Dialog open={making} onClose={() => setMaking(false)} title={t('cameras.dockTitle')}>
        <NewDock />
      </Dialog>
      <Dialog open={revoking !== undefined} onClose={() => setRevoking(undefined)} title={t('keys.certificateRevokeTitle')}>
        {revoking !== undefined && (
          <AskOnce
            label={t('keys.revokeDo')}
            words={t('keys.certificateSure', { name: revoking.name })}
            after={certificates.queryKey}
            act={() => api.DELETE('/api/docks/certificates/{id}', { params: { path: { id: revoking.id } } })}
            onDone={() => setRevoking(undefined)}
          />
        )}
      </Dialog>
    </>
  );
}

function Table({ items, now, revoke }: { items: readonly DockCertificate[]; now: number; revoke: (certificate: DockCertificate) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayRevoke = useMay('dock.certificate-revoke');
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('keys.dock')}</th>
          <th scope="col">{t('keys.certificate')}</th>
          <th scope="col">{t('keys.issued')}</th>
          <th scope="col">{t('keys.ends')}</th>
          <th scope="col" className={classes.act}>
            {t('keys.state')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((certificate) => {
          const life = lifeOf(certificate, now);
          return (
            <tr key={certificate.id} data-life={life}>
              <th scope="row">{certificate.name}</th>
              <td data-label={t('keys.certificate')}>
                <code>{certificate.id.slice(0, 8)}</code>
              </td>
              <td data-label={t('keys.issued')}>{format.date(certificate.issuedAt)}</td>
              <td data-label={t('keys.ends')}>{format.date(certificate.expiresAt)}</td>
              <td className={classes.act}>
                {life === 'revoked' && certificate.revokedAt !== undefined && t('keys.revokedOn', { day: format.date(certificate.revokedAt) })}
                {life === 'over' && t('keys.over')}
                {life === 'living' && mayRevoke && (
                  <Button size="compact-sm" variant="default" aria-label={t('keys.certificateRevokeOf', { name: certificate.name })} onClick={() => revoke(certificate)}>
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

/** As in docs/operate/dock.md. */
function Asking() {
  const { t } = useTranslation();
  const steps = [
    { words: t('keys.askToken'), command: undefined },
    {
      words: t('keys.askKey'),
      command: 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out dock.key\nopenssl req -new -key dock.key -subj /CN=dock -out dock.csr',
    },
    {
      words: t('keys.askSend'),
      command: `jq -Rs '{request: .}' dock.csr | curl --cacert house-ca.crt -H "Authorization: Bearer $VIDIMUS_TOKEN" \\\n  -H 'Content-Type: application/json' -d @- ${location.origin}/api/docks/certificates | tee answer.json\njq -r .certificate answer.json > dock.crt`,
    },
    { words: t('keys.askUse'), command: `vidimus dock --server ${location.origin} --mount /media/cameras --cert dock.crt --cert-key dock.key` },
  ];
  return (
    <div className={classes.asking}>
      <Panel title={t('keys.ask')}>
        <ol className={classes.steps}>
          {steps.map(({ words, command }) => (
            <li key={words}>
              {words}
              {command !== undefined && (
                // Longer than a phone is wide: then it is scrolled sideways, by keyboard too.
                <pre tabIndex={0} role="region" aria-label={words}>
                  {command}
                </pre>
              )}
            </li>
          ))}
        </ol>
        <p className={classes.lead}>{t('keys.askEnds')}</p>
      </Panel>
    </div>
  );
}
