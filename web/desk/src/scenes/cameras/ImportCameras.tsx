import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useMay } from '../../app/session';
import form from '../../parts/Form.module.css';
import { Forbidden } from '../../parts/Forbidden';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { Differences } from '../people/Differences';
import { FileField } from '../people/FileField';
import importing from '../people/Importing.module.css';
import { anyCameras } from './useCameras';
import '../../i18n/fleet';

/** Sends the file as it is: its letters may be of another alphabet's encoding. */
function send(file: File, query: { dryRun: boolean; digest?: string }) {
  return answer(
    api.POST('/api/cameras/import', { params: { query }, body: '', bodySerializer: () => file, headers: { 'Content-Type': 'text/csv' } }),
  );
}

/** A table of cameras: chosen, looked at, and then done exactly as shown. */
export function ImportCameras() {
  const { t } = useTranslation();
  const may = useMay('camera.import');
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const look = useMutation({ mutationFn: (chosen: File) => send(chosen, { dryRun: true }) });
  const act = useMutation({
    mutationFn: ({ chosen, digest }: { chosen: File; digest: string }) => send(chosen, { dryRun: false, digest }),
    onSuccess: () => queries.invalidateQueries({ queryKey: anyCameras }),
  });
  useTitle(t('fleet.importTitle'));
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    look.reset();
    act.reset();
  };
  if (!may) return <Forbidden />;
  return (
    <Scene title={t('fleet.importTitle')} aside={<Link to="/cameras">{t('fleet.back')}</Link>}>
      {act.isSuccess ? (
        <Notice icon={IconCheck} title={t('importing.done')} action={<Button onClick={() => choose(undefined)}>{t('importing.again')}</Button>}>
          <p>{t('fleet.importDoneWords')}</p>
        </Notice>
      ) : (
        <>
          <form
            className={importing.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (file !== undefined) look.mutate(file);
            }}
          >
            <FileField file={file} onChoose={choose} />
            <Refusal error={look.error ?? act.error} />
            <div className={form.row}>
              <Button type="submit" variant="default" loading={look.isPending} disabled={file === undefined}>
                {t('importing.try')}
              </Button>
            </div>
          </form>
          {look.data !== undefined && file !== undefined && (
            <Differences answer={look.data} busy={act.isPending} onConfirm={(digest) => act.mutate({ chosen: file, digest })} />
          )}
        </>
      )}
    </Scene>
  );
}
