import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people } from '../../api/house';
import type { Person } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './People.module.css';
import { PersonDuties } from './PersonDuties';
import { UnitSelect } from './UnitSelect';

/** Name, unit, duties, and leaving. */
export function ChangePerson({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(person.name);
  const [unit, setUnit] = useState<string | null>(person.unit?.id ?? null);
  const refresh = () => queries.invalidateQueries({ queryKey: people.queryKey });
  const save = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/people/{id}', { params: { path: { id: person.id } }, body: { name, ...(unit === null ? {} : { unit }) } })),
    onSuccess: refresh,
  });
  const changed = name !== person.name || unit !== (person.unit?.id ?? null);
  return (
    <div className={form.form}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput label={t('people.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
        <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
        <Refusal error={save.error} />
        <Button type="submit" variant="default" loading={save.isPending} disabled={!changed}>
          {t('app.save')}
        </Button>
      </form>
      {person.may.includes('duty.change') && <PersonDuties person={person} />}
      <Leave person={person} onDone={onDone} />
    </div>
  );
}

function Leave({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const leave = useMutation({
    mutationFn: () => done(api.DELETE('/api/people/{id}', { params: { path: { id: person.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: people.queryKey });
      onDone();
    },
  });
  if (!sure) {
    return (
      <Button variant="subtle" color="red" onClick={() => setSure(true)}>
        {t('people.leave')}
      </Button>
    );
  }
  return (
    <div className={classes.leave}>
      <p className={form.words}>{t('people.leaveSure', { name: person.name })}</p>
      <Refusal error={leave.error} />
      <Button color="red" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('people.leaveDo')}
      </Button>
      <Button variant="default" onClick={() => setSure(false)}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
