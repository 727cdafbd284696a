import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { anyPeople, units } from '../../api/house';
import type { ImportAnswer } from '../../api/types';
import { useMay } from '../../app/session';
import form from '../../parts/Form.module.css';
import { Forbidden } from '../../parts/Forbidden';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { Differences } from './Differences';
import { FileField } from './FileField';
import classes from './Importing.module.css';

type What = 'people' | 'units';

/** Sends the file as it is: its letters may be of another alphabet's encoding. */
function send(what: What, file: File, query: { dryRun: boolean; leavers?: boolean; digest?: string }): Promise<ImportAnswer> {
  const asFile = { body: '', bodySerializer: () => file, headers: { 'Content-Type': 'text/csv' } };
  const { dryRun, digest } = query;
  const told = { dryRun, ...(digest === undefined ? {} : { digest }) };
  return what === 'people'
    ? answer(api.POST('/api/people/import', { params: { query }, ...asFile }))
    : answer(api.POST('/api/units/import', { params: { query: told }, ...asFile }));
}

/** A table of people or units: chosen, looked at, and then done exactly as shown. */
export function Importing() {
  const { t } = useTranslation();
  const may = useMay('person.import');
  const queries = useQueryClient();
  const [what, setWhat] = useState<What>('people');
  const [file, setFile] = useState<File>();
  const [leavers, setLeavers] = useState(false);
  const gone = what === 'people' && leavers;
  const look = useMutation({ mutationFn: (chosen: File) => send(what, chosen, { dryRun: true, leavers: gone }) });
  const act = useMutation({
    mutationFn: ({ chosen, digest }: { chosen: File; digest: string }) => send(what, chosen, { dryRun: false, leavers: gone, digest }),
    onSuccess: () =>
      Promise.all([queries.invalidateQueries({ queryKey: anyPeople }), queries.invalidateQueries({ queryKey: units.queryKey })]),
  });
  useTitle(t('importing.title'));
  const forget = () => {
    look.reset();
    act.reset();
  };
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    forget();
  };
  if (!may) return <Forbidden />;
  return (
    <Scene title={t('importing.title')} aside={<Link to="/people">{t('staff.back')}</Link>}>
      {act.isSuccess ? (
        <Notice icon={IconCheck} title={t('importing.done')} action={<Button onClick={() => choose(undefined)}>{t('importing.again')}</Button>}>
          <p>{t('importing.doneWords')}</p>
        </Notice>
      ) : (
        <>
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (file !== undefined) look.mutate(file);
            }}
          >
            <fieldset className={classes.what}>
              <legend>{t('importing.what')}</legend>
              {(['people', 'units'] as const).map((each) => (
                <label key={each}>
                  <input
                    type="radio"
                    name="what"
                    checked={what === each}
                    onChange={() => {
                      setWhat(each);
                      forget();
                    }}
                  />
                  {t(each === 'people' ? 'importing.people' : 'importing.unitTree')}
                </label>
              ))}
            </fieldset>
            <FileField file={file} onChoose={choose} />
            {what === 'people' && (
              <label className={classes.check}>
                <input
                  type="checkbox"
                  checked={leavers}
                  onChange={(event) => {
                    setLeavers(event.currentTarget.checked);
                    forget();
                  }}
                />
                {t('importing.leavers')}
              </label>
            )}
            <Refusal error={look.error ?? act.error} />
            <div className={form.row}>
              <Button type="submit" variant="default" loading={look.isPending} disabled={file === undefined}>
                {t('importing.try')}
              </Button>
            </div>
          </form>
          {look.data !== undefined && file !== undefined && (
            <Differences
              answer={look.data}
              busy={act.isPending}
              onConfirm={(digest) => act.mutate({ chosen: file, digest })}
            />
          )}
        </>
      )}
    </Scene>
  );
}
