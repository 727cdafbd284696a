import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { anyPeople, people } from '../../api/house';
import type { Person } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './People.module.css';
import { PersonSelect, PeopleSelect } from './PeopleSelect';
import { PersonDuties } from './PersonDuties';
import { PersonSignIn } from './PersonSignIn';
import { UnitSelect } from './UnitSelect';

/** Name, place in the organisation, duties, leaving and coming back. */
export function ChangePerson({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [name, setName] = useState(person.name);
  const [unit, setUnit] = useState<string | null>(person.unit?.id ?? null);
  const [staffNumber, setStaffNumber] = useState(person.staffNumber ?? '');
  const [rank, setRank] = useState(person.rank ?? '');
  const [email, setEmail] = useState(person.email ?? '');
  const [lineManager, setLineManager] = useState<string | null>(person.lineManager?.id ?? null);
  const [appraisers, setAppraisers] = useState(person.appraisers.map(({ id }) => id));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/people/{id}', {
          params: { path: { id: person.id } },
          body: {
            name,
            staffNumber,
            rank,
            email,
            appraisers,
            ...(unit === null ? {} : { unit }),
            ...(lineManager === null ? {} : { lineManager }),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: anyPeople }),
  });
  const ranks = [...new Set((data?.items ?? []).flatMap((each) => each.rank ?? []))].sort();
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
        <TextInput label={t('staff.number')} value={staffNumber} onChange={(event) => setStaffNumber(event.currentTarget.value)} />
        <Autocomplete label={t('staff.rank')} data={ranks} limit={20} value={rank} onChange={setRank} />
        <TextInput label={t('staff.email')} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PersonSelect label={t('staff.manager')} but={person.id} chosen={person.lineManager} value={lineManager} onChange={setLineManager} />
        <PeopleSelect label={t('staff.appraisers')} but={person.id} chosen={person.appraisers} value={appraisers} onChange={setAppraisers} />
        <Refusal error={save.error} />
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('app.save')}
        </Button>
        <p role="status" className={form.words}>
          {save.isSuccess ? t('people.saved') : ''}
        </p>
      </form>
      {person.active && person.may.includes('duty.change') && <PersonDuties person={person} />}
      {person.active && <PersonSignIn person={person} />}
      {person.active ? <Leave person={person} onDone={onDone} /> : <ComeBack person={person} onDone={onDone} />}
    </div>
  );
}

function ComeBack({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => answer(api.POST('/api/people/{id}/return', { params: { path: { id: person.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: anyPeople });
      onDone();
    },
  });
  return (
    <>
      <Refusal error={back.error} />
      <Button loading={back.isPending} onClick={() => back.mutate()}>
        {t('staff.comeBack')}
      </Button>
    </>
  );
}

function Leave({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const leave = useMutation({
    mutationFn: () => done(api.DELETE('/api/people/{id}', { params: { path: { id: person.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: anyPeople });
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
