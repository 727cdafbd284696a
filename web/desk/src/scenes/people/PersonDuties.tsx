import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { anyPeople } from '../../api/house';
import type { Person } from '../../api/types';
import { useFormat } from '../../i18n/format';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { useRoleName } from '../../parts/useRoleName';
import { instantOf } from '../library/filters';
import classes from './People.module.css';
import { RoleSelect } from './RoleSelect';
import { UnitSelect } from './UnitSelect';

/** What somebody holds now, and a way to give and to end it. */
export function PersonDuties({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRoleName();
  const queries = useQueryClient();
  const [role, setRole] = useState('WEARER');
  const [unit, setUnit] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const refresh = () => queries.invalidateQueries({ queryKey: anyPeople });
  const give = useMutation({
    mutationFn: () => {
      const end = instantOf(until, 'end');
      return answer(
        api.POST('/api/people/{id}/duties', {
          params: { path: { id: person.id } },
          body: { role, ...(unit === null ? {} : { unit }), ...(end === undefined ? {} : { until: end }) },
        }),
      );
    },
    onSuccess: refresh,
  });
  const end = useMutation({
    mutationFn: (duty: string) => done(api.DELETE('/api/people/{id}/duties/{duty}', { params: { path: { id: person.id, duty } } })),
    onSuccess: refresh,
  });
  return (
    <Panel title={t('people.duties')}>
      <ul className={classes.duties}>
        {person.duties.map((duty) => (
          <li key={duty.id}>
            <span>
              <strong>{nameOf(duty.role)}</strong>{' '}
              {duty.unit === undefined ? t('people.everywhere') : t('people.inUnit', { unit: duty.unit.name })}
              {duty.until !== undefined && <> {t('people.until', { when: format.dateTime(duty.until) })}</>}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('people.endDuty', { role: nameOf(duty.role) })}
              loading={end.isPending && end.variables === duty.id}
              onClick={() => end.mutate(duty.id)}
            >
              {t('people.end')}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal error={end.error ?? give.error} />
      <form
        className={form.row}
        aria-label={t('people.give')}
        onSubmit={(event) => {
          event.preventDefault();
          give.mutate();
        }}
      >
        <RoleSelect value={role} onChange={setRole} />
        <UnitSelect label={t('people.where')} none={t('people.everywhere')} value={unit} onChange={setUnit} />
        <TextInput type="date" label={t('people.untilLabel')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={give.isPending}>
          {t('people.give_do')}
        </Button>
      </form>
    </Panel>
  );
}
