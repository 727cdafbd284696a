import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { UnitSelect } from '../people/UnitSelect';
import { doors, fileName, save } from './doors';
import '../../i18n/fleet';

const sealings = ['NONE', 'KEPT', 'SHOWN', 'GIVEN'] as const;
type Sealing = (typeof sealings)[number];

/** Makes a door. Where a private key is made and not kept, it is handed over here and never again. */
export function NewDoor({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [autoRegister, setAutoRegister] = useState(true);
  const [networks, setNetworks] = useState('');
  const [language, setLanguage] = useState(i18n.language.startsWith('de') ? 'de' : 'en');
  const [sealing, setSealing] = useState<Sealing>('NONE');
  const [publicKey, setPublicKey] = useState('');
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/integration-doors', {
          body: {
            name,
            autoRegister,
            language,
            sealing,
            addresses: networks.split(/[\s,]+/).filter((each) => each !== ''),
            ...(unit === null ? {} : { unit }),
            ...(sealing === 'GIVEN' ? { publicKey } : {}),
          },
        }),
      ),
    onSuccess: async ({ privateKey }) => {
      await queries.invalidateQueries({ queryKey: doors.queryKey });
      if (privateKey === undefined) onDone();
    },
  });
  const shown = make.data?.privateKey;
  if (shown !== undefined) {
    return (
      <div className={form.form} role="status">
        <p className={form.words}>{t('doors.privateLead')}</p>
        <Button onClick={() => save(shown, fileName(name, '-private.pem'), 'application/x-pem-file')}>{t('doors.privateSave')}</Button>
        <Button variant="default" onClick={onDone}>
          {t('doors.done')}
        </Button>
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
      <TextInput label={t('doors.name')} description={t('doors.nameHint')} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <UnitSelect label={t('doors.unit')} none={t('doors.noUnit')} value={unit} onChange={setUnit} />
      <Checkbox label={t('doors.register')} description={t('doors.registerHint')} checked={autoRegister} onChange={(event) => setAutoRegister(event.currentTarget.checked)} />
      <Select
        label={t('doors.sealing')}
        description={t('doors.sealingHint')}
        data={sealings.map((value) => ({ value, label: t(`doors.sealings.${value}`) }))}
        value={sealing}
        allowDeselect={false}
        onChange={(value) => setSealing(sealings.find((each) => each === value) ?? 'NONE')}
      />
      {sealing === 'GIVEN' && (
        <Textarea label={t('doors.publicKey')} value={publicKey} onChange={(event) => setPublicKey(event.currentTarget.value)} autosize minRows={3} maxRows={8} required withAsterisk={false} />
      )}
      <Textarea label={t('doors.networks')} description={t('doors.networksHint')} value={networks} onChange={(event) => setNetworks(event.currentTarget.value)} autosize minRows={1} maxRows={6} />
      <Select
        label={t('doors.language')}
        data={[
          { value: 'en', label: t('doors.languageEn') },
          { value: 'de', label: t('doors.languageDe') },
        ]}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(value ?? 'en')}
      />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('doors.make')}
      </Button>
    </form>
  );
}
