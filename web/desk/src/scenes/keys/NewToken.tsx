import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { roles } from '../../api/house';
import type { Service } from '../../api/types';
import { useMe } from '../../app/session';
import form from '../../parts/Form.module.css';
import { Hash } from '../../parts/Hash';
import { Refusal } from '../../parts/Refusal';
import { hasActionName } from '../../parts/useRightWords';
import { fitForToken, tokens } from './keys';
import { ScopeChoice } from './ScopeChoice';

const daysAtFirst = 90;
const daysMost = 366;

/** Makes a token for oneself, or for a service. Its text is seen here and never again. */
export function NewToken({ service, onDone }: { service?: Service; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choices = useChoices(service);
  const [name, setName] = useState(service?.name ?? '');
  const [days, setDays] = useState(daysAtFirst);
  const [scope, setScope] = useState<readonly string[]>([]);
  const make = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/tokens', { body: { name, days, scope: [...scope], ...(service === undefined ? {} : { owner: service.id }) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokens.queryKey }),
  });
  if (make.isSuccess) {
    return (
      <div className={form.form} role="status">
        <p className={form.words}>{t('keys.once')}</p>
        <Hash value={make.data.token} what={t('keys.text')} />
        <Button onClick={onDone}>{t('keys.done')}</Button>
      </div>
    );
  }
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={form.words}>{service === undefined ? t('keys.makeLead') : t('keys.makeLeadService', { name: service.name })}</p>
      <TextInput label={t('keys.makeName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <NumberInput label={t('keys.days')} value={days} min={1} max={daysMost} allowDecimal={false} onChange={(value) => setDays(Number(value))} />
      <ScopeChoice choices={choices} chosen={scope} onChange={setScope} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending} disabled={scope.length === 0}>
        {t('keys.makeDo')}
      </Button>
    </form>
  );
}

/** What its owner may: oneself now, or a service by its roles. */
function useChoices(service: Service | undefined): readonly string[] {
  const me = useMe();
  const { data } = useQuery({ ...roles, enabled: service !== undefined });
  if (service === undefined) return fitForToken(me?.may ?? [], hasActionName);
  const held = (data?.items ?? []).filter(({ code }) => service.roles.includes(code));
  return fitForToken(
    held.flatMap(({ rights }) => rights.map(({ action }) => action)),
    hasActionName,
  );
}
