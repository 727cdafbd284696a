import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconRobot } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Service } from '../../api/types';
import { useMay } from '../../app/session';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { useRoleName } from '../../parts/useRoleName';
import { RoleSelect } from '../people/RoleSelect';
import { UnitSelect } from '../people/UnitSelect';
import classes from './Keys.module.css';
import { lifeOf, services, tokens } from './keys';
import { NewToken } from './NewToken';

/** Programs that other systems run against this house. */
export function ServiceList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(services);
  const mayMake = useMay('service.create');
  const [making, setMaking] = useState(false);
  const [equipping, setEquipping] = useState<Service>();
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <>
      <div className={classes.narrow}>
        <p>{t('keys.servicesLead')}</p>
        {mayMake && (
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setMaking(true)}>
            {t('keys.serviceMake')}
          </Button>
        )}
      </div>
      {data.items.length === 0 && <Notice icon={IconRobot} title={t('keys.servicesEmpty')} />}
      {data.items.length > 0 && <Table items={data.items} equip={setEquipping} />}
      <Dialog open={making} onClose={() => setMaking(false)} title={t('keys.serviceTitle')}>
        <NewService
          onDone={(service) => {
            setMaking(false);
            setEquipping(service);
          }}
        />
      </Dialog>
      <Dialog open={equipping !== undefined} onClose={() => setEquipping(undefined)} title={t('keys.serviceTokenTitle')}>
        {equipping !== undefined && <NewToken key={equipping.id} service={equipping} onDone={() => setEquipping(undefined)} />}
      </Dialog>
    </>
  );
}

function Table({ items, equip }: { items: readonly Service[]; equip: (service: Service) => void }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const mayToken = useMay('token.create-service');
  const { data, dataUpdatedAt } = useQuery(tokens);
  const living = (data?.items ?? []).filter((token) => lifeOf(token, dataUpdatedAt) === 'living');
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('keys.name')}</th>
          <th scope="col">{t('keys.serviceRoles')}</th>
          <th scope="col">{t('people.unit')}</th>
          <th scope="col">{t('keys.serviceTokens')}</th>
          <th scope="col">
            <span className="vh">{t('keys.make')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((service) => (
          <tr key={service.id}>
            <th scope="row">{service.name}</th>
            <td data-label={t('keys.serviceRoles')}>{service.roles.map(nameOf).join(', ') || t('people.noDuty')}</td>
            <td data-label={t('people.unit')}>{service.unit?.name ?? t('people.noUnit')}</td>
            <td data-label={t('keys.serviceTokens')}>
              {living
                .filter(({ owner, dock }) => owner === service.id && !dock)
                .map(({ name }) => name)
                .join(', ') || t('keys.serviceNoToken')}
            </td>
            <td className={classes.act}>
              {mayToken && (
                <Button size="compact-sm" variant="default" aria-label={t('keys.makeFor', { name: service.name })} onClick={() => equip(service)}>
                  {t('keys.make')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewService({ onDone }: { onDone: (service: Service) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/services', { body: { name, role, ...(unit === null ? {} : { unit }) } })),
    onSuccess: async (service) => {
      await queries.invalidateQueries({ queryKey: services.queryKey });
      onDone(service);
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={form.words}>{t('keys.serviceLead')}</p>
      <TextInput label={t('keys.serviceName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <RoleSelect value={role} onChange={setRole} />
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending} disabled={role === ''}>
        {t('keys.serviceDo')}
      </Button>
    </form>
  );
}
